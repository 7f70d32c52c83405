// The client's types of REST are made from the gateway's own description of it (docs/openapi.json, which HubContractTests compares with the gateway).
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

const described = new URL('../../docs/openapi.json', import.meta.url);
const types = new URL('client/src/rest.gen.ts', import.meta.url);

it('the types of REST are those of its description', async () => {
  const text = `// Generated from docs/openapi.json by contract.test.mjs; a test fails when it differs. Do not edit it.\n\n${astToString(await openapi(described, { defaultNonNullable: false }))}`;
  // Set to write the file anew instead of comparing it.
  if (process.env.UPDATE_CONTRACT) writeFileSync(types, text);
  expect(readFileSync(types, 'utf8'), 'run this test with UPDATE_CONTRACT=1 and commit what it writes').toBe(text);
});
