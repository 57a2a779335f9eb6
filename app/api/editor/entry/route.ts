import {
  accounts,
  mayPost,
  refusal,
  seeOther,
  textIn,
  type SignedIn,
} from '../../../editor-session';
import { problemsOf, repository } from '../../../editor-desk';
import { keepClash, keepTexts, writtenIn, type Said, type Written } from '../../../editor-texts';
import {
  publisherFields,
  type Conflict,
  type EntryTexts,
  type PublicationFields,
  type Unavailable,
} from '#lib/content-repository';
import { controlId } from '#lib/entry-controls';
import { withFields } from '#lib/entry-source';
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
  const desk = new Desk(written, editor, locale, {
    reason: textIn(form, 'reason').trim(),
    note: textIn(form, 'note').trim(),
    why: textIn(form, 'why').trim(),
  });
  if (!action || isRemoval) return desk.redraw(asked);
  return desk.act(action);
}

class Desk {
  constructor(
    private readonly written: Written,
    private readonly editor: SignedIn,
    private readonly locale: Locale,
    private readonly said: Said,
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
      said: this.said,
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

  async act(action: Action): Promise<Response> {
    const { role } = this.editor.person;
    if (action === 'discard') return this.discard();
    if (action === 'approve' || action === 'send-back') {
      if (!hasRight(role, 'review')) return refusal(this.locale, 403, 'editor.refused.review');
      return this.judge(action);
    }
    if (action === 'save' || action === 'submit') return this.save(action);
    if (!hasRight(role, 'publish')) return refusal(this.locale, 403, 'editor.refused.publish');
    return action === 'retire' ? this.retire() : this.publish(action);
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
      reason: this.said.reason || t('write.actions.reasonChange'),
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
    const { key, texts, seen, entry } = this.written;
    const kept = await this.keep(texts);
    if ('answer' in kept) return kept.answer;
    const isSame = kept.version === seen;
    if (!isSame) await this.note('saved');
    // What is live as it stands has no working copy that could be sent.
    if (action === 'save' || kept.version === entry.live?.version)
      return this.to({ oldu: isSame ? 'unchanged' : 'saved' });
    if (this.hasProblems(texts)) return this.to({ oldu: 'saved-not-sent' }, '', '#problems');
    const sent = await repository().submit({
      key,
      version: kept.version,
      by: this.by,
      reason: this.said.reason || wordsIn(this.locale)('write.actions.reasonChange'),
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

  /** Puts live what the form shows; words that nobody saw before are saved and wait for a second person. */
  private async publish(action: 'publish' | 'schedule'): Promise<Response> {
    const { key, texts: before, entry, seen, onto } = this.written;
    if (
      action === 'schedule' &&
      publicationOf({ publishAt: fieldsIn(before.tr).publishAt }, new Date()) !== 'scheduled'
    )
      return this.again(before, { engel: 'when' }, '#next');
    // Publishing is what the button says, so that no field of the file says otherwise.
    const texts = withFields(before, { state: undefined });
    const hasNewWords = onto !== undefined || seen !== entry.version || !isSameWords(texts, entry);
    const kept = hasNewWords ? await this.keep(texts) : { version: entry.version };
    if ('answer' in kept) return kept.answer;
    if (this.hasProblems(texts))
      return hasNewWords
        ? this.to({ oldu: 'saved-not-sent' }, '', '#problems')
        : this.again(before, {}, '#problems');
    const fields = hasNewWords ? {} : turnOf(texts, entry.texts);
    const copy = await repository().workingCopy(key);
    if (!copy && Object.keys(fields).length === 0) return this.to({ oldu: 'unchanged' });
    return this.putLive(texts, kept.version, this.said.reason || copy?.reason, fields);
  }

  private async retire(): Promise<Response> {
    const { texts: before, entry, seen } = this.written;
    const { why } = this.said;
    if (why === '') return this.again(before, { engel: 'reason' }, '#next');
    if (!entry.live || seen !== entry.version) return this.to({ engel: 'moved' });
    // What somebody is writing meanwhile has nothing to do with it, and must not go along.
    if (!isSameWords(before, entry)) return this.again(before, { engel: 'unsaved' }, '#next');
    const fields = { ...turnOf(before, entry.texts), state: 'retired' };
    const texts = withFields(entry.live.texts, fields);
    return this.putLive(texts, entry.live.version, why, fields);
  }

  private async putLive(
    texts: EntryTexts,
    version: string,
    reason: string | undefined,
    fields: PublicationFields,
  ): Promise<Response> {
    const done = await repository().publish({
      key: this.written.key,
      version,
      by: this.by,
      reason: reason ?? wordsIn(this.locale)('write.actions.reasonChange'),
      alone: accounts().activeCount() === 1,
      fields,
    });
    switch (done.kind) {
      case 'published': {
        const stands = publicationOf(fieldsIn(texts.tr), new Date());
        await this.note(stands === 'retired' ? 'retired' : 'published');
        return this.to({ oldu: stands === 'live' ? 'published' : stands });
      }
      case 'unavailable':
        return this.unavailable(this.written.texts, done);
      case 'second-person':
        return this.to({ engel: 'not-approved' }, '', '#next');
      case 'invalid':
        return this.again(this.written.texts, {}, '#problems');
      case 'conflict':
        return this.clash(texts, done);
      case 'live-gone':
        return this.to({ engel: 'gone' });
      case 'moved':
        return this.to({ engel: 'moved' });
    }
  }

  private async judge(action: 'approve' | 'send-back'): Promise<Response> {
    const { note } = this.said;
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
      reason: this.said.reason || wordsIn(this.locale)('write.actions.discard'),
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

/** Whether two versions differ in nothing but when they stand on the site. */
function isSameWords(texts: EntryTexts, { texts: others }: Pick<Written['entry'], 'texts'>) {
  const none = Object.fromEntries(publisherFields.map((name) => [name, undefined]));
  const [one, other] = [withFields(texts, none), withFields(others, none)];
  return one.tr === other.tr && one.en === other.en;
}

/** What `texts` say otherwise than `before` of when they stand on the site. */
function turnOf(texts: EntryTexts, before: EntryTexts): PublicationFields {
  const [next, last] = [fieldsIn(texts.tr), fieldsIn(before.tr)];
  return Object.fromEntries(
    publisherFields.filter((name) => next[name] !== last[name]).map((name) => [name, next[name]]),
  );
}
