import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entrySchemas, fieldList, schemaFolder, withFieldList } from '#lib/entry-schema';

// The JSON Schemas for editors' tools, in Turkish as the editors are.
mkdirSync(schemaFolder, { recursive: true });
const schemas = entrySchemas('tr');
for (const name of readdirSync(schemaFolder))
  if (!(name in schemas)) rmSync(path.join(schemaFolder, name));
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(path.join(schemaFolder, name), `${JSON.stringify(schema, null, 1)}\n`);

// And the list of fields that a person reads.
const guide = 'docs/content.md';
writeFileSync(guide, withFieldList(readFileSync(guide, 'utf8'), fieldList('tr')));
