import type { TriedAnswer } from '#lib/correction-queue';
import type { TriedImage } from '#lib/image-view';
import type { TriedCorrection } from '#lib/correction-view';
import { formGuard, typedForms, type FormGuard } from '#lib/form-guard';

type Tried = TriedCorrection & { readonly token?: string };

// One for the process, although Next bundles pages and route handlers apart.
const holder = globalThis as typeof globalThis & {
  bysCorrectionGuard?: FormGuard;
  bysTriedCorrections?: ReturnType<typeof typedForms<Tried>>;
  bysTriedImages?: ReturnType<typeof typedForms<TriedImage>>;
  bysTriedAnswers?: ReturnType<typeof typedForms<TriedAnswer>>;
};

/** The guard of the form for corrections. */
export const correctionGuard = (): FormGuard => (holder.bysCorrectionGuard ??= formGuard());

/** The forms that came back with mistakes; `token` where it goes on, so that its time counts. */
export const triedForms = () => (holder.bysTriedCorrections ??= typedForms<Tried>());

/** The editors' answers that came back. */
export const triedAnswers = () => (holder.bysTriedAnswers ??= typedForms<TriedAnswer>());

/** The uploads of images that came back, without their files. */
export const triedImages = () => (holder.bysTriedImages ??= typedForms<TriedImage>());
