export { ABUSE_RULE_FIELDS, readAbuseRules, saveAbuseRules } from './abuse-rules.ts'
export { logIdentityRead, verifyAccessLog } from './access-log.ts'
export type {
  ActionResult,
  ReportDeps,
} from './act.ts'
export { actOnProposal, objectToAutomatedHandling, undoAutomaticAssignment } from './act-automatically.ts'
export {
  type Actor,
  loadPlace,
  partiesOf,
  type ReportPlace,
  type RequestKey,
  scopeOfStaff,
  staffMaySee,
} from './actor.ts'
export { type Announcement, LIVE_CHANNEL, readAnnouncement } from './announce.ts'
export { applyRetention } from './anonymise-report.ts'
export { type ApprovalSettings, readApprovalSettings, saveApprovalSettings } from './answer-approval.ts'
export { type AnswerReport, answerReport } from './answer-report.ts'
export {
  type AnswerTemplate,
  fillTemplate,
  listTemplates,
  saveTemplate,
  switchTemplate,
  TEMPLATE_FIELDS,
} from './answer-templates.ts'
export { type AppealedTo, appeal, decideAppeal, listAppeals } from './appeals.ts'
export {
  approveAnswer,
  listApprovers,
  type PendingAnswer,
  readPendingAnswer,
  readReturnedAnswer,
  rejectAnswer,
} from './approve-answer.ts'
export { answerIdentityQuestion, askForIdentity } from './ask-identity.ts'
export {
  type AssignReport,
  assignReport,
  BINDING_AFTER_RETURNS,
  type ReturnReport,
  returnReport,
  takeOverReport,
} from './assign-report.ts'
export { levelAboveOrNull } from './assignments.ts'
export { ATTACHMENT_LIMITS, isUuids, storeUpload } from './attachments.ts'
export { type ChainVerdict, verifyChains } from './audit.ts'
export {
  type Digest,
  digestParts,
  listDigests,
  makeDigests,
  verifyDigests,
} from './audit-digests.ts'
export { blurPhoto, publicCopyOf } from './blur-photo.ts'
export { makeBreachReport } from './breach-report.ts'
export { type Calendars, type InstitutionCalendar, openCalendars } from './calendars.ts'
export { type CheckIdentityDeps, checkIdentity, retryIdentityChecks } from './check-identity.ts'
export {
  checkSubmission,
  REPORT_CLASSES,
  SUBMISSION_LIMITS,
  type SubmissionInput,
  titleFromBody,
} from './check-submission.ts'
export {
  admitReport,
  checkCode,
  codeOf,
  confirmIdentity,
  resendCode,
  SENT_ENOUGH,
} from './confirm-identity.ts'
export { countMisses, type Misses } from './count-misses.ts'
export { expireReport, expireReports } from './expire-reports.ts'
export { listFalseMarks, markFalse, readFalseMark, unmarkFalse } from './false-reports.ts'
export { type FileStore, folderFileStore } from './file-store.ts'
export {
  followSecret,
  followSecretFits,
  shortFollowLink,
  shortFollowSecretFits,
} from './follow-secret.ts'
export {
  type HandleMany,
  handleMany,
  type ManyCommand,
  type ManyResult,
  type ManyRun,
  MOST_AT_ONCE,
  readManyRun,
} from './handle-many.ts'
export {
  type ArchiveReport,
  archiveReport,
  closeReport,
  completeReport,
  type FollowUpReport,
  followUpReport,
  holdReport,
  restoreReport,
} from './handle-report.ts'
export { type IdPool, openIdPool } from './id-pool.ts'
export { type IdentityWait, readIdentityWait, readRegistryQueue } from './identity-wait.ts'
export { type InboxFilter, type InboxReport, nextOwn, readInbox } from './inbox.ts'
export {
  countInbox,
  countWaiting,
  type InboxCounts,
  MOST_COUNTED,
  MOST_DUTIES_COUNTED,
} from './inbox-counts.ts'
export { countDuties, type DutyCounts, type InboxTask, readTasks } from './inbox-duties.ts'
export { isSupportable } from './is-supportable.ts'
export { joinReport, unjoinReport } from './join-reports.ts'
export { sayPromiseKept } from './keep-promise.ts'
export { type Holding, listHolders } from './list-holders.ts'
export { type JoinedStatement, readMainNumber } from './list-joined.ts'
export { listOwnReports, type OwnReport, ownsReport } from './list-own-reports.ts'
export { type ListedReport, listPublicReports, type ReportFilter } from './list-reports.ts'
export { listTasks, type SupportTask } from './list-tasks.ts'
export { RepeatedRequest } from './lock-report.ts'
export { showsMirrored } from './mirrored-attachments.ts'
export { personNamed } from './person-named.ts'
export {
  findPersonalData,
  maskPersonalData,
  type PersonalDataKind,
} from './personal-data.ts'
export { type FindPlacement, openPlacements } from './placements.ts'
export { endPresence, forgetPresence, notePresence, othersPresent, type Present } from './presence.ts'
export {
  type PresentedAttachment,
  type PresentedEvent,
  type PublicReport,
  presentForPublic,
  presentForReporter,
  presentForStaff,
  type ReporterReport,
  type StaffReport,
} from './present-report.ts'
export { promisesSomething } from './promise.ts'
export { listPublishedRequests, type PublishedRequest, type RequestFilter } from './published-requests.ts'
export { type Joined, readJoined } from './read-joined.ts'
export {
  type RecordedAttachment,
  type ReportRecord,
  readReport,
  readReportAndPlace,
} from './read-report.ts'
export {
  closeAsElsewhere,
  EXCHANGE_CHANNEL,
  holdStill,
  REPORTER_ELSEWHERE,
  type ReceiveDeps,
  type ReceivedReport,
  recallReport,
  receiveReport,
  reviveReport,
} from './received-report.ts'
export {
  checkRecomputeReason,
  previewRecompute,
  type RecomputePreview,
  recomputeDeadlines,
} from './recompute-deadlines.ts'
export { readPauses } from './report-deadlines.ts'
export {
  addInformation,
  confirmReport,
  DISPUTES_TO_UNIT,
  disputableUntil,
  disputeReport,
  withdrawReport,
} from './reporter-actions.ts'
export {
  correctName,
  deleteReporterData,
  exportReporterData,
  type ReporterData,
  withdrawConsent,
} from './reporter-rights.ts'
export { listRetentionRules, type RetentionRule, saveRetentionRule } from './retention-rules.ts'
export { type FindSimilar, openSimilarReports, type SimilarReport } from './similar-reports.ts'
export { type StateIdentity, stateIdentity } from './state-identity.ts'
export { type SubmitDeps, type SubmitReport, type SubmittedReport, submitReport } from './submit.ts'
export {
  type AddTask,
  addTask,
  cancelTask,
  declineTask,
  finishTask,
  followUpTask,
  type OpenTask,
  openTasks,
} from './support-tasks.ts'
export {
  asksSurvey,
  MOST_POINTS,
  readSurvey,
  readSurveySince,
  SURVEY_ELEMENTS,
  type SurveyAnswers,
  type SurveyElement,
  saveSurvey,
  shortSurveyLink,
  surveyLink,
  switchSurvey,
} from './survey.ts'
export {
  groupTrackingNumber,
  loadNumbering,
  type NumberReports,
  readTrackingNumber,
} from './tracking-number.ts'
export {
  decideUnsealing,
  isCustodian,
  listUnsealRequests,
  ownUnsealRequests,
  readUnsealed,
  requestUnsealing,
  tellUnsealed,
  type UnsealedIdentity,
  type UnsealRequest,
  verifyUnsealLog,
} from './unseal-identity.ts'
export { correctReport, type VerifyReport, verifyReport } from './verify-report.ts'
export { watchDeadlines, watchReport } from './watch-deadlines.ts'
export {
  ARCHIVE_REASONS,
  type ArchiveReason,
  type Party,
  type ReportAction,
  type Transition,
  transition,
  WORKFLOW,
} from './workflow.ts'
export { type ImportableReport, type ImportDeps, writeImported } from './write-imported.ts'
export { type MovedReport, writeMoved } from './write-moved.ts'
export { openSubmissionWriter, type WriteSubmission } from './write-submissions.ts'
