/** What people said of the service after their report was closed. */
export interface SurveyTables {
  /** Institutions that ask. */
  surveying_institutions: { institution_id: number; since: Date }
  survey_answers: { report_id: number; points: (number | null)[]; answered_at: Date }
  survey_by_month: { node_id: number; start: string; element: number; answers: number; points: number }
}
