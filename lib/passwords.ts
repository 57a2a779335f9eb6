import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet: Argon2id (the library's default kind), 19 MiB, two rounds, one lane. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash to keep, with its salt and parameters in it. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), strength);

let nobodys: Promise<string> | undefined;

/** Takes as long where there is no hash to compare with, so that nobody learns which accounts there are. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(32).toString('hex'));
  const nobody = await nobodys;
  const right = await verify(kept ?? nobody, password.normalize('NFC'));
  return right && kept !== undefined;
}
