import type { Db, StaffRole } from '../../db/index.ts'
import { type Sealer, type Staff, secretsEqual } from '../../identity/index.ts'

export const FIGURE_MAIL_KINDS = ['weekly', 'alerts'] as const
export type FigureMailKind = (typeof FIGURE_MAIL_KINDS)[number]

/** Who leads an institution gets both unasked. */
export const UNASKED: readonly StaffRole[] = ['institution_admin', 'national_admin']

/** Which mails of figures a person gets. */
export async function wantedFigureMails(
  db: Db,
  { accountId, role }: Pick<Staff, 'accountId' | 'role'>,
): Promise<Readonly<Record<FigureMailKind, boolean>>> {
  const rows = await db
    .selectFrom('figure_mail_choices')
    .select(['kind', 'wanted'])
    .where('account_id', '=', accountId)
    .execute()
  const wanted = (kind: FigureMailKind) =>
    rows.find((row) => row.kind === kind)?.wanted ?? UNASKED.includes(role)
  return { weekly: wanted('weekly'), alerts: wanted('alerts') }
}

export async function chooseFigureMail(
  db: Db,
  accountId: number,
  kind: FigureMailKind,
  wanted: boolean,
  now: Date,
): Promise<void> {
  const choice = { wanted, chosen_at: now }
  await db
    .insertInto('figure_mail_choices')
    .values({ account_id: accountId, kind, ...choice })
    .onConflict((conflict) => conflict.columns(['account_id', 'kind']).doUpdateSet(choice))
    .execute()
}

/** The address in a mail by which its reader ends it without signing in. */
export function stopLink(
  { sealer, baseUrl }: { readonly sealer: Sealer; readonly baseUrl: string },
  kind: FigureMailKind,
  accountId: number,
): string {
  return `${baseUrl}/surat/${kind}/${accountId}/${stopSecret(sealer, kind, accountId)}`
}

export function stopSecretFits(
  sealer: Sealer,
  kind: FigureMailKind,
  accountId: number,
  secret: string,
): boolean {
  return secretsEqual(stopSecret(sealer, kind, accountId), secret)
}

function stopSecret(sealer: Sealer, kind: FigureMailKind, accountId: number): string {
  return sealer.derive('figure mail', `${kind} ${accountId}`).subarray(0, 20).toString('base64url')
}
