import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { SetupError } from '../../errors.ts'

export const MANIFEST = 'manifest.json'
/** A change of what the lines mean makes another one. */
export const FORMAT = 'lapor-export-1'

const Manifest = Type.Object({
  format: Type.Literal(FORMAT),
  /** The installation it was made by; with a report's number there it makes a report known. */
  instance: Type.String({ minLength: 1, maxLength: 60 }),
  made_at: Type.String(),
  identities: Type.Boolean(),
  files: Type.Array(
    Type.Object({
      name: Type.String({ pattern: '^[a-z0-9-]+\\.jsonl$' }),
      lines: Type.Integer(),
      bytes: Type.Integer(),
      sha256: Type.String(),
    }),
  ),
  attachments: Type.Object({ count: Type.Integer(), missing: Type.Array(Type.String()) }),
})
export type Manifest = Static<typeof Manifest>

/** Read the manifest of an export and hold every file against its checksum. @throws SetupError */
export async function readManifest(folder: string): Promise<Manifest> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'))
  } catch (error) {
    throw new SetupError(`${folder} is no whole export: ${error instanceof Error ? error.message : error}`)
  }
  if (!Value.Check(Manifest, value))
    throw new SetupError(`${join(folder, MANIFEST)} is no manifest of ${FORMAT}`)
  for (const { name, sha256 } of value.files) {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk)
    if (hash.digest('hex') !== sha256)
      throw new SetupError(`${name} is not what was exported: its checksum differs`)
  }
  return value
}
