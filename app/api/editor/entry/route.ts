import {
  accounts,
  mayPost,
  refusal,
  seeOther,
  textIn,
  type SignedIn,
} from '../../../editor-session';
import { problemsOf, repository } from '../../../editor-desk';
import { keepClash, keepTexts, writtenIn, type Written } from '../../../editor-texts';
import type { Conflict, EntryTexts, Unavailable } from '#lib/content-repository';
import { controlId } from '#lib/entry-controls';
import { withFields } from '#lib/entry-post';
import { hasRight, type AuditAction } from '#lib/editors';
import { entryEditHref } from '#lib/editor-view';
import type { Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import { texts as wordsIn } from '#lib/messages';
import { publicationOf } from '#lib/publication';

const actions = [
  'save',
  'submit',
  'publish',
  'schedule',
  'approve',
  'send-back',
  'retire',
  'discard',
] as const;
type Action = (typeof actions)[number];

/** A paste from a word processor can be large: it is kept, and the check says what is too much of it. */
const mostBytes = 12_000_000;

/**
 * The form of an entry: saves what was typed and then does what its button says. Whatever stands in the way,
 * the form comes back with every word in it.
 */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'write', mostBytes);
  if (!post.ok) return post.answer;
  const { editor, form, locale } = post;
  const written = await writtenIn(form, editor.person);
  if (!written) return refusal(locale, 400, 'editor.refused.form');
  if ('problem' in written) return refusal(locale, 413, 'editor.refused.size');
  const asked = textIn(form, 'action');
  const action = actions.find((one) => one === asked);
  const isRemoval = [...form.keys()].some((name) => name.endsWith('.remove'));
  const desk = new Desk(written, editor, locale, textIn(form, 'reason').trim());
  if (!action || isRemoval) return desk.redraw(asked);
  return desk.act(action, form);
}

class Desk {
  constructor(
    private readonly written: Written,
    private readonly editor: SignedIn,
    private readonly locale: Locale,
    private readonly reason: string,
  ) {}

  private get by() {
    const { name, email } = this.editor.person;
    return { name, email };
  }

  private to(more: Record<string, string>, below = '', fragment = ''): Response {
    const query = new URLSearchParams(more).toString();
    return seeOther(`${entryEditHref(this.written.key, this.locale, below)}?${query}${fragment}`);
  }

  /** The form again, with what was typed. */
  private again(texts: EntryTexts, more: Record<string, string>, fragment = ''): Response {
    const { key, seen, onto } = this.written;
    const person = this.editor.person.id;
    const kept = keepTexts({
      person,
      key,
      texts,
      seen,
      reason: this.reason,
      ...(onto !== undefined && { onto }),
    });
    return this.to({ yazilan: kept, ...more }, '', fragment);
  }

  /** A row more or less; `redraw:<name>` leads to that row. */
  redraw(asked: string): Response {
    const [, at] = asked.split(/:(.*)/);
    if (asked === 'redraw') return this.again(this.written.texts, { oldu: 'restored' });
    const row = at?.replace(/\d+$/, (number) => String(Number(number) + 1));
    const list = row?.replace(/\.\d+$/, '');
    return this.again(
      this.written.texts,
      list ? { acik: list } : {},
      row ? `#${controlId(row)}` : '#fields',
    );
  }

  async act(action: Action, form: FormData): Promise<Response> {
    const { role } = this.editor.person;
    const note = textIn(form, 'note').trim();
    if (action === 'discard') return this.discard();
    if (action === 'approve' || action === 'send-back') {
      if (!hasRight(role, 'review')) return refusal(this.locale, 403, 'editor.refused.review');
      return this.judge(action, note);
    }
    if (action === 'save' || action === 'submit') return this.save(action);
    if (!hasRight(role, 'publish')) return refusal(this.locale, 403, 'editor.refused.publish');
    return action === 'retire' ? this.retire(form) : this.publish(action);
  }

  /** Saves; the version then, or the answer to give instead. */
  private async keep(texts: EntryTexts): Promise<{ version: string } | { answer: Response }> {
    const { key, seen, onto, entry } = this.written;
    const t = wordsIn(this.locale);
    const isUntouched =
      onto === undefined && texts.tr === entry.texts.tr && texts.en === entry.texts.en;
    // What is live already needs no working copy, and a look at it makes none.
    if (isUntouched && seen === entry.version) return { version: entry.version };
    const saved = await repository().save({
      key,
      texts,
      seen,
      ...(onto !== undefined && { onto }),
      by: this.by,
      reason: this.reason || t('write.actions.reasonChange'),
    });
    if (saved.kind === 'saved') return { version: saved.version };
    if (saved.kind === 'unavailable') return { answer: this.unavailable(texts, saved) };
    if (saved.kind === 'slug-taken') return { answer: this.again(texts, { engel: 'moved' }) };
    return { answer: this.clash(texts, saved) };
  }

  /** Somebody was quicker: both texts side by side, and the choice. */
  private clash(mine: EntryTexts, conflict: Conflict): Response {
    const { key } = this.written;
    const id = keepClash({ person: this.editor.person.id, key, mine, conflict });
    return this.to({ ayrilik: id }, 'cakisma');
  }

  private unavailable(texts: EntryTexts, { cause, lock }: Unavailable): Response {
    return this.again(texts, {
      engel: `depo-${cause}`,
      ...(lock !== undefined && { kilit: lock }),
    });
  }

  private async save(action: 'save' | 'submit'): Promise<Response> {
    const { key, texts } = this.written;
    const kept = await this.keep(texts);
    if ('answer' in kept) return kept.answer;
    await this.note('saved');
    const isSame = kept.version === this.written.seen;
    if (action === 'save') return this.to({ oldu: isSame ? 'unchanged' : 'saved' });
    if (this.hasProblems(texts)) return this.to({ oldu: 'saved-not-sent' }, '', '#problems');
    const sent = await repository().submit({
      key,
      version: kept.version,
      by: this.by,
      reason: this.reason || wordsIn(this.locale)('write.actions.reasonChange'),
    });
    if (sent.kind === 'unavailable') return this.unavailable(texts, sent);
    if (sent.kind === 'moved') return this.to({ engel: 'moved' });
    await this.note('sent-to-review');
    return this.to({ oldu: 'submitted' });
  }

  private hasProblems(texts: EntryTexts): boolean {
    const { tr, en } = problemsOf(this.written.key, texts);
    return tr.length + en.length > 0;
  }

  private async publish(action: 'publish' | 'schedule' | 'retire', ready?: EntryTexts) {
    const { key } = this.written;
    const before = ready ?? this.written.texts;
    const fields = fieldsIn(before.tr);
    if (
      action === 'schedule' &&
      publicationOf({ publishAt: fields.publishAt }, new Date()) !== 'scheduled'
    )
      return this.again(before, { engel: 'when' }, '#next');
    // Publishing is what the button says, so that no field of the file says otherwise.
    const texts =
      action === 'retire' || fields.state === undefined
        ? before
        : withFields(before, { state: undefined });
    const kept = await this.keep(texts);
    if ('answer' in kept) return kept.answer;
    if (this.hasProblems(texts)) return this.to({ oldu: 'saved-not-sent' }, '', '#problems');
    const copy = await repository().workingCopy(key);
    if (!copy) return this.to({ oldu: 'unchanged' });
    const done = await repository().publish({
      key,
      version: kept.version,
      by: this.by,
      reason: this.reason || copy.reason,
      alone: accounts().activeCount() === 1,
    });
    switch (done.kind) {
      case 'published': {
        await this.note(action === 'retire' ? 'retired' : 'published');
        const stands = publicationOf(fieldsIn(texts.tr), new Date());
        return this.to({
          oldu: action === 'retire' ? 'retired' : stands === 'scheduled' ? stands : 'published',
        });
      }
      case 'unavailable':
        return this.unavailable(texts, done);
      case 'second-person':
        return this.to({ engel: 'not-approved' }, '', '#next');
      case 'invalid':
        return this.to({ oldu: 'saved-not-sent' }, '', '#problems');
      case 'conflict':
        return this.clash(texts, done);
      case 'moved':
      case 'live-gone':
        return this.to({ engel: 'moved' });
    }
  }

  private retire(form: FormData): Promise<Response> | Response {
    const { texts } = this.written;
    if (textIn(form, 'why').trim() === '') return this.again(texts, { engel: 'reason' }, '#next');
    const desk = new Desk(this.written, this.editor, this.locale, textIn(form, 'why').trim());
    return desk.publish('retire', withFields(texts, { state: 'retired' }));
  }

  private async judge(action: 'approve' | 'send-back', note: string): Promise<Response> {
    const { key, texts, entry, seen } = this.written;
    if (texts.tr !== entry.texts.tr || texts.en !== entry.texts.en) {
      // Who changes a text is its author: somebody else approves it.
      const kept = await this.keep(texts);
      return 'answer' in kept ? kept.answer : this.to({ engel: 'own' });
    }
    if (action === 'send-back' && note === '') return this.again(texts, { engel: 'note' }, '#next');
    const t = wordsIn(this.locale);
    const step = { key, version: seen, by: this.by };
    const done =
      action === 'approve'
        ? await repository().approve({ ...step, reason: note || t('write.actions.approveHelp') })
        : await repository().sendBack({ ...step, reason: note });
    if (done.kind === 'unavailable') return this.unavailable(texts, done);
    if (done.kind === 'own-work') return this.to({ engel: 'own' });
    if (done.kind === 'moved') return this.to({ engel: 'moved' });
    await this.note(action === 'approve' ? 'approved' : 'sent-back');
    return this.to({ oldu: action === 'approve' ? 'approved' : 'sent-back' });
  }

  private async discard(): Promise<Response> {
    const { key, texts, seen, entry } = this.written;
    const done = await repository().discard({
      key,
      version: seen,
      by: this.by,
      reason: this.reason || wordsIn(this.locale)('write.actions.discard'),
    });
    if (done.kind === 'unavailable') return this.unavailable(texts, done);
    if (done.kind === 'moved') return this.to({ engel: 'moved' });
    await this.note('discarded');
    return entry.live
      ? this.to({ oldu: 'discarded' })
      : seeOther(`${entryEditHref(key, this.locale).replace(/\/kayit\/.*/, '')}?oldu=discarded`);
  }

  private note(what: AuditAction): Promise<unknown> {
    const { type, slug } = this.written.key;
    return accounts().note(what, this.editor.person, `${type}/${slug}`);
  }
}

const fieldsIn = (text: string): Readonly<Record<string, unknown>> => {
  const front = readFrontMatter(text);
  return front.ok ? front.values : {};
};
