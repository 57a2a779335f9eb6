import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { dataStore } from '#lib/data-store';
import { imageKindOf, imageLimits, imageMarkdown, imageName } from '#lib/image-file';
import { images, type AddedImage } from '#lib/images';
import { readLibrary } from '#lib/library';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const git = (root: string, ...args: string[]) =>
  execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });

const aShelf = (withGit = true) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-images-'));
  folders.push(root);
  if (withGit) {
    git(root, 'init', '--quiet');
    git(
      root,
      '-c',
      'user.name=x',
      '-c',
      'user.email=x@x',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'x',
    );
  }
  return { root, shelf: images(root, dataStore(path.join(root, '.data'))) };
};

const by = { name: 'Ayşe Yılmaz', email: 'ayse@example.org' };
const now = new Date('2026-11-22T09:00:00Z');
const alt = { tr: 'Küme toplantısı', en: 'A cluster meeting' };

const picture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#0a5' } });

const add = (shelf: ReturnType<typeof images>, bytes: Uint8Array, words = alt) =>
  shelf.add({ bytes, alt: words, by }, now);

const nameOf = (added: AddedImage): string => {
  assert.ok('name' in added, JSON.stringify(added));
  return added.name;
};

const faultOf = (added: AddedImage) => (added.kind === 'refused' ? added.fault : added.kind);

test('PNG, JPEG, WebP and AVIF are taken, named by what they show and committed by who brought them', async () => {
  const { root, shelf } = aShelf();
  for (const [format, ending] of [
    ['png', 'png'],
    ['jpeg', 'jpg'],
    ['webp', 'webp'],
    ['avif', 'webp'],
  ] as const) {
    const bytes = await picture(format === 'avif' ? 62 : 60)
      .toFormat(format)
      .toBuffer();
    const added = await add(shelf, bytes);
    const name = nameOf(added);
    assert.match(name, new RegExp(`^kume-toplantisi-[0-9a-f]{10}\\.${ending}$`));
    assert.match(name, imageName);
    const read = shelf.read(name);
    assert.ok(read);
    assert.equal(imageKindOf(read), ending === 'jpg' ? 'jpeg' : ending);
    assert.match(
      git(root, 'log', '-1', '--format=%an <%ae> %s', '--', `public/images/${name}`),
      /^Ayşe Yılmaz <ayse@example\.org> Add an image: Küme toplantısı\n$/,
    );
  }
  assert.equal(git(root, 'status', '--porcelain', '--', 'public'), '');
  assert.equal(shelf.list().length, 4);
  assert.deepEqual(shelf.list()[0]?.kept?.en, 'A cluster meeting');
});

test('the same picture twice is one file', async () => {
  const { shelf } = aShelf();
  const bytes = await picture().png().toBuffer();
  const first = nameOf(await add(shelf, bytes));
  assert.deepEqual(await add(shelf, bytes, { tr: 'Başka ad', en: '' }), {
    kind: 'known',
    name: first,
  });
});

test('place and camera are gone, the picture stands upright and is not larger than it is shown', async () => {
  const { shelf } = aShelf();
  const bytes = await picture(3000, 1000)
    .jpeg()
    .withExif({
      IFD0: { Copyright: 'Gizli Kişi' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 0/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  assert.ok((await sharp(bytes).metadata()).exif);
  const read = shelf.read(nameOf(await add(shelf, bytes)));
  assert.ok(read);
  const seen = await sharp(read).metadata();
  assert.equal(seen.exif, undefined);
  assert.equal(Buffer.from(read).includes('Gizli'), false);
  assert.deepEqual([seen.width, seen.height], [667, imageLimits.side]);
});

test('what a file is stands in its bytes, not in its name, and what is not taken is named', async () => {
  const { root, shelf } = aShelf();
  const svg =
    '<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const [bytes, fault] of [
    [Buffer.from(svg), { code: 'svg' }],
    [Buffer.from(`\uFEFF${svg}`, 'utf16le'), { code: 'svg' }],
    [await picture().gif().toBuffer(), { code: 'type', kind: 'gif' }],
    [await picture().tiff().toBuffer(), { code: 'type', kind: 'tiff' }],
    [Buffer.from('%PDF-1.7'), { code: 'type', kind: 'pdf' }],
    [Buffer.from('PK\u0003\u0004word'), { code: 'type', kind: 'word' }],
    [Buffer.from('BM....'), { code: 'type', kind: 'bmp' }],
    [Buffer.from('\0\0\0\u0018ftypheic'), { code: 'type', kind: 'heic' }],
    [Buffer.from('<html><script>alert(1)</script>'), { code: 'type', kind: 'unknown' }],
    [Buffer.alloc(0), { code: 'no-file' }],
    [Buffer.alloc(imageLimits.bytes + 1, 0xff), { code: 'too-large' }],
    [(await picture().jpeg().toBuffer()).subarray(0, 200), { code: 'broken' }],
    [Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(svg)]), { code: 'broken' }],
  ] as const)
    assert.deepEqual(faultOf(await add(shelf, bytes)), fault);
  assert.equal(existsSync(path.join(root, 'public')), false);
});

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  const crc = body.reduce((c, byte) => (table[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), 0xffffffff);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const end = Buffer.alloc(4);
  end.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([frame, body, end]);
};

/** A PNG of one bit a pixel: a few kilobytes that unpack to hundreds of megapixels. */
const bomb = (side: number) => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (side / 8 + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

test('a small file that unpacks to a huge picture and one that moves are refused', async () => {
  const { shelf } = aShelf();
  const packed = bomb(20_000);
  assert.ok(packed.length < 100_000);
  assert.deepEqual(faultOf(await add(shelf, packed)), { code: 'too-many-pixels' });
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const moving = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  assert.deepEqual(faultOf(await add(shelf, moving)), { code: 'animated' });
});

test('a picture needs a description that says something and is not a book', async () => {
  const { shelf } = aShelf();
  const bytes = await picture().png().toBuffer();
  assert.deepEqual(faultOf(await add(shelf, bytes, { tr: ' \u200B\n ', en: 'x' })), {
    code: 'no-alt',
  });
  assert.deepEqual(faultOf(await add(shelf, bytes, { tr: 'x'.repeat(301), en: '' })), {
    code: 'alt-long',
  });
  const name = nameOf(await add(shelf, bytes, { tr: '../../[x](y) \\ " <b>', en: '' }));
  assert.match(name, /^x-y-b-[0-9a-f]{10}\.png$/);
  assert.equal(imageMarkdown(name, '[x] \\'), `![\\[x\\] \\\\](/images/${name})`);
});

test('the check of the content takes an uploaded picture', async () => {
  const { root, shelf } = aShelf();
  const name = nameOf(await add(shelf, await picture().png().toBuffer()));
  mkdirSync(path.join(root, 'content/guides'), { recursive: true });
  writeFileSync(
    path.join(root, 'content/guides/x.tr.md'),
    `---\ntitle: X\n---\n\nMetin.\n\n${imageMarkdown(name, 'Küme [toplantısı]')}\n\n![yok](/images/yok.png)\n`,
  );
  const about = readLibrary(root).problems.filter(({ code }) => code.includes('image'));
  assert.deepEqual(
    about.map(({ code, values }) => [code, values?.src]),
    [['no-such-image', '/images/yok.png']],
  );
});

test('where nothing can be committed nothing is left behind, and why is told', async () => {
  const { root, shelf } = aShelf(false);
  const added = await add(shelf, await picture().png().toBuffer());
  assert.deepEqual(added, { kind: 'unavailable', cause: 'no-repository' });
  assert.deepEqual(readdirSync(path.join(root, 'public/images')), []);
});

test('only names of images lead to a file', async () => {
  const { root, shelf } = aShelf();
  nameOf(await add(shelf, await picture().png().toBuffer()));
  writeFileSync(path.join(root, 'public/images/evil.svg'), '<svg/>');
  for (const name of ['evil.svg', '../../.git/config', '..%2f', '', '.png', 'x.png/..', 'yok.png'])
    assert.equal(shelf.read(name), undefined, name);
  assert.equal(shelf.list().length, 1);
});
