import { triedAnswers } from '../../../tried-forms';
import { accounts, mayPost, seeOther, textIn } from '../../../editor-session';
import { codeFrom, correctionLimits, tidyText, writtenCode } from '#lib/correction';
import { answerStates, type TriedAnswer } from '#lib/correction-queue';
import { corrections } from '#lib/corrections';
import { editorHref } from '#lib/editors';

/** Takes an editor's answer to a report, or shows the form again with what was typed. */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'write');
  if (!post.ok) return post.answer;
  const { form, locale, editor } = post;
  const now = new Date();
  const code = codeFrom(textIn(form, 'code')) ?? 'none';
  const page = editorHref('corrections', locale, code === 'none' ? code : writtenCode(code));
  const typed = { text: textIn(form, 'text'), state: textIn(form, 'state') };
  const again = (fault: TriedAnswer['fault']) =>
    seeOther(`${page}?taslak=${triedAnswers().keep({ ...typed, fault }, now)}`);
  const text = tidyText(typed.text);
  const state = answerStates.find((one) => one === typed.state) ?? 'answered';
  if (text === '') return again('no-text');
  if (text.length > correctionLimits.reply) return again('too-long');
  const settled = await corrections().settle(
    code,
    { state, text, by: editor.person.name },
    Number(textIn(form, 'seen')),
    now,
  );
  if (settled.kind === 'conflict') return again('conflict');
  if (settled.kind === 'unavailable') return again('store');
  if (settled.kind === 'unknown') return seeOther(page);
  const { type, slug } = settled.report;
  await accounts().note('correction-answered', editor.person, `${type}/${slug}`);
  return seeOther(`${page}?tamam=1`);
}
