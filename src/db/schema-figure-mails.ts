import type { Generated, GeneratedAlways } from 'kysely'

/** Who hears of figures, and at which thresholds. */
export interface FigureMailTables {
  figure_mail_choices: { account_id: number; kind: 'weekly' | 'alerts'; wanted: boolean; chosen_at: Date }
  weekly_mails: { account_id: number; week: string }
  alert_rules: {
    id: GeneratedAlways<number>
    institution_id: number
    measure: string
    threshold: number
    made_at: Date
    crossed_at: Generated<Date | null>
    value: Generated<number | null>
  }
}
