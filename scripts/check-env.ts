import { pathToFileURL } from 'node:url';
import { readEnvironment, type EnvironmentFault, type FaultCode } from '#lib/env';

type Language = 'tr' | 'en';

const SENTENCES: Record<FaultCode, Record<Language, string>> = {
  'not-a-url': {
    tr: 'http:// veya https:// ile başlayan, soru işareti ve # içermeyen bir adres olmalı',
    en: 'must be an address that starts with http:// or https:// and has no ? or #',
  },
  'url-with-password': {
    tr: 'kullanıcı adı veya parola içermemeli; anahtar MEILI_ADMIN_KEY ile verilir',
    en: 'must not hold a user name or password; the key goes into MEILI_ADMIN_KEY',
  },
  'not-a-key': {
    tr: 'boşluk ve ASCII dışı harf içermeyen bir anahtar olmalı',
    en: 'must be a key without spaces and without letters outside ASCII',
  },
  'not-a-prefix': {
    tr: 'küçük harf (a-z), rakam ve tireden oluşmalı, tireyle başlamamalı, en çok 40 karakter olmalı',
    en: 'must be lower-case letters (a-z), digits and hyphens, not start with a hyphen, 40 at most',
  },
  'not-a-port': {
    tr: '1 ile 65535 arasında bir tam sayı olmalı',
    en: 'must be a whole number from 1 to 65535',
  },
  'not-an-origin': {
    tr: 'yalnızca kök adres olmalı, yol içermemeli (örnek: https://bys.example.org)',
    en: 'must be an origin only, without a path (example: https://bys.example.org)',
  },
  'no-content-folder': {
    tr: 'içinde content/ klasörü bulunan bir klasör olmalı',
    en: 'must be a folder that holds a folder content/',
  },
  'not-on-or-off': {
    tr: 'on ya da off olmalı',
    en: 'must be on or off',
  },
  'not-a-count': {
    tr: 'bir tam sayı olmalı (RATE_LIMIT için 0 da olur: sınır yok)',
    en: 'must be a whole number (0 is one for RATE_LIMIT only: no limit)',
  },
  'not-secure': {
    tr: 'https:// ile başlamalı; şifresiz bağlantı yalnızca bu makinede olabilir',
    en: 'must start with https://; a connection without encryption is for this machine only',
  },
  'needed-with-oidc': {
    tr: 'eksik; OIDC_ISSUER, OIDC_CLIENT_ID ve OIDC_CLIENT_SECRET birlikte verilir',
    en: 'is missing; OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together',
  },
};

/** The language of the terminal: Turkish when the system speaks it, else English. */
export function terminalLanguage(source: Readonly<Record<string, string | undefined>>): Language {
  return source.LANG?.toLowerCase().startsWith('tr') ? 'tr' : 'en';
}

/** One sentence for a person about one variable that cannot be used. */
export function describeFault(fault: EnvironmentFault, language: Language): string {
  const shown = fault.value === undefined ? '' : ` (${JSON.stringify(fault.value.slice(0, 80))})`;
  return `${fault.variable} ${SENTENCES[fault.code][language]}${shown}.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const result = readEnvironment();
  if (!result.ok) {
    const language = terminalLanguage(process.env);
    for (const fault of result.faults) console.error(describeFault(fault, language));
    process.exitCode = 1;
  }
}
