import { addContact, findReporter } from '../../identity/index.ts'
import type { ReportDeps } from '../../reports/index.ts'
import type { InboundMessage } from '../channel.ts'

/**
 * A phone number that an account's owner handed over becomes their contact too: reports by phone and by the account are
 * one person's from now on. @returns whether there is a reporter to give it to
 */
export async function keepShared(deps: ReportDeps, { sender, shared }: InboundMessage): Promise<boolean> {
  if (shared === undefined) return false
  const account = { kind: sender.kind, value: sender.address }
  return deps.db.transaction().execute(async (tx) => {
    const known = await findReporter(tx, deps.sealer, account)
    if (known === null) return false
    const contact = { kind: shared.kind, value: shared.address }
    await addContact(tx, deps.sealer, known.reporterId, contact, deps.clock.now())
    return true
  })
}
