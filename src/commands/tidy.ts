import { join } from 'node:path'
import { forgetOldMessages } from '../exchange/index.ts'
import type { AppContext } from '../http/index.ts'

import { tidySignInFailures } from '../identity/index.ts'

import { forgetPresence } from '../reports/index.ts'
import { forgetOldWords } from '../routing/index.ts'
import { removeOldExports } from '../statistics/index.ts'
import { dropUnfinishedUploads } from '../web/index.ts'

/** Long enough for someone who comes back after a fortnight away; after that a draft is only a risk to its writer. */
const DRAFT_LIFETIME_MS = 30 * 86_400_000
/** A file that no report claimed: the upload of a form that was given up. */
const ORPHAN_LIFETIME_MS = 2 * 86_400_000

/** Nobody asks for a used code or a counted attempt of yesterday. */
const CODE_LIFETIME_MS = 86_400_000

/** Remove abandoned drafts, files that belong to nothing or never arrived whole, ended sessions, old codes and counts, who looked at what, what other systems said and words too old. */
export async function tidy({
  db,
  clock,
  files,
  config,
}: Pick<AppContext, 'db' | 'clock' | 'files' | 'config'>): Promise<void> {
  const now = clock.now().getTime()
  const before = new Date(now - DRAFT_LIFETIME_MS)
  await db.deleteFrom('drafts').where('updated_at', '<', before).execute()
  await db.deleteFrom('reporter_sessions').where('expires_at', '<', new Date(now)).execute()
  const yesterday = new Date(now - CODE_LIFETIME_MS)
  await db.deleteFrom('sign_in_codes').where('expires_at', '<', yesterday).execute()
  await db.deleteFrom('attempts').where('window_start', '<', yesterday).execute()
  await tidySignInFailures({ db, clock })
  const orphans = await db
    .deleteFrom('attachments')
    .where('report_id', 'is', null)
    .where((where) =>
      where.or([
        where.and([
          where('draft_id', 'is', null),
          where('created_at', '<', new Date(now - ORPHAN_LIFETIME_MS)),
        ]),
        where.and([
          where('draft_id', 'is not', null),
          where('draft_id', 'not in', (inner) => inner.selectFrom('drafts').select('id')),
          where('created_at', '<', new Date(now - ORPHAN_LIFETIME_MS)),
        ]),
      ]),
    )
    .returning('id')
    .execute()
  for (const { id } of orphans) await files.remove(id)
  await dropUnfinishedUploads(config.dataDir)
  await removeOldExports({ db, clock }, join(config.dataDir, 'exports'))
  await forgetOldMessages({ db, clock })
  await forgetPresence(db, clock.now())
  await forgetOldWords(db, clock.now())
}
