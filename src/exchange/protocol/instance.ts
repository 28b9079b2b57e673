import type { Db } from '../../db/index.ts'
import { newSecret } from '../../identity/index.ts'

/** Under which the id is kept. */
export const INSTANCE = 'exchange instance'

/** The id of this installation, by which a report that comes round is known; made when it is first asked for. */
export async function instanceId(db: Db): Promise<string> {
  const read = () => db.selectFrom('secrets').select('value').where('name', '=', INSTANCE).executeTakeFirst()
  const known = await read()
  if (known !== undefined) return known.value.toString()
  await db
    .insertInto('secrets')
    .values({ name: INSTANCE, value: Buffer.from(`lapor-${newSecret().slice(0, 16)}`) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await read())?.value.toString() ?? INSTANCE
}
