import type { Migration } from 'kysely/migration'
import * as institutions from './20261124190000-institutions.ts'
import * as identity from './20261124190100-identity.ts'
import * as reports from './20261124190200-reports.ts'
import * as notifications from './20261124190300-notifications.ts'
import * as handling from './20261124210000-handling.ts'
import * as routing from './20261124220000-routing.ts'
import * as appendOnly from './20261126111500-append-only.ts'
import * as channels from './20261126111500-channels.ts'
import * as likelyDuplicates from './20261126111500-likely-duplicates.ts'
import * as whatIsAtRisk from './20261126111500-what-is-at-risk.ts'
import * as reporterContacts from './20261126112500-reporter-contacts.ts'
import * as bulkWork from './20261126112600-bulk-work.ts'
import * as messageParts from './20261126113500-message-parts.ts'
import * as reporterAccess from './20261126113500-reporter-access.ts'
import * as staffSecurity from './20261126114000-staff-security.ts'
import * as connectedSystems from './20261126120000-connected-systems.ts'
import * as contactsMoved from './20261126120400-contacts-moved.ts'
import * as unsealing from './20261126120500-unsealing.ts'
import * as lastWritten from './20261126121500-last-written.ts'
import * as staffIsolation from './20261126121500-staff-isolation.ts'
import * as channelLines from './20261126125000-channel-lines.ts'
import * as notificationTable from './20261126130000-notification-table.ts'
import * as systemsAct from './20261126130000-systems-act.ts'
import * as oneListener from './20261126130500-one-listener.ts'
import * as indexesForAMillion from './20261126131000-indexes-for-a-million.ts'
import * as unansweredQuestions from './20261126131000-unanswered-questions.ts'
import * as channelSpend from './20261126134500-channel-spend.ts'
import * as webhooks from './20261126140000-webhooks.ts'
import * as routingActs from './20261126143000-routing-acts.ts'
import * as accessLog from './20261126150000-access-log.ts'
import * as importedReports from './20261126150000-imported-reports.ts'
import * as blurredPhotos from './20261126160000-blurred-photos.ts'
import * as rights from './20261126160500-rights.ts'
import * as identityRules from './20261126161000-identity-rules.ts'
import * as staffSeesReport from './20261126170000-staff-sees-report.ts'
import * as exchange from './20261126171000-exchange.ts'
import * as identityChecks from './20261126171000-identity-checks.ts'
import * as statistics from './20261126171000-statistics.ts'
import * as changeLog from './20261126172000-change-log.ts'
import * as hotspots from './20261126172000-hotspots.ts'
import * as abuse from './20261126172500-abuse.ts'
import * as open311Targets from './20261126173000-open311-targets.ts'
import * as publicLocation from './20261126173000-public-location.ts'
import * as embeds from './20261126174000-embeds.ts'
import * as reporterPasskeys from './20261126174000-reporter-passkeys.ts'
import * as pushSubscriptions from './20261126181000-push-subscriptions.ts'
import * as exportsOfLists from './20261126183000-exports.ts'
import * as openFigures from './20261126191000-open-figures.ts'
import * as factsByDay from './20261126191500-facts-by-day.ts'
import * as messageCodes from './20261126201500-message-codes.ts'
import * as outdatedOpenData from './20261126202000-outdated-open-data.ts'
import * as missedBeforeCancelled from './20261126202500-missed-before-cancelled.ts'
import * as exchangeSealsIdentity from './20261126203000-exchange-seals-identity.ts'
import * as pushForOneReport from './20261126203000-push-for-one-report.ts'
import * as failedMessages from './20261126204500-failed-messages.ts'
import * as noSandbox from './20261126205000-no-sandbox.ts'
import * as institutionFronts from './20261126210500-institution-fronts.ts'
import * as deliveriesToCatchUp from './20261126211000-deliveries-to-catch-up.ts'
import * as survey from './20261126211000-survey.ts'
import * as pushWithoutLanguage from './20261126211500-push-without-language.ts'
import * as exchangeFiles from './20261126212000-exchange-files.ts'
import * as figureMails from './20261126212000-figure-mails.ts'
import * as identityAnswer from './20261126212500-identity-answer.ts'
import * as figuresWake from './20261126213000-figures-wake.ts'
import * as photoHashes from './20261126213000-photo-hashes.ts'
import * as exportsOfFigures from './20261126214000-exports-of-figures.ts'
import * as presenceUnlogged from './20261126220000-presence-unlogged.ts'
import * as modelsOfAProgram from './20261126221000-models-of-a-program.ts'
import * as figuresAtHand from './20261126223000-figures-at-hand.ts'
import * as shortListsOfWords from './20261126224000-short-lists-of-words.ts'
import * as retentionSources from './20261126224500-retention-sources.ts'
import * as wordsOfTheNewest from './20261127010000-words-of-the-newest.ts'
import * as answeredRequests from './20261127013000-answered-requests.ts'
import * as wordsOfAnInstitution from './20261127015000-words-of-an-institution.ts'
import * as placeSeesReport from './20261127030000-place-sees-report.ts'

/** Every migration by name, in the order they run; a merged one is never edited. */
export const migrations: Record<string, Migration> = {
  '20261124190000-institutions': institutions,
  '20261124190100-identity': identity,
  '20261124190200-reports': reports,
  '20261124190300-notifications': notifications,
  '20261124210000-handling': handling,
  '20261124220000-routing': routing,
  '20261126111500-channels': channels,
  '20261126111500-what-is-at-risk': whatIsAtRisk,
  '20261126111500-append-only': appendOnly,
  '20261126120000-connected-systems': connectedSystems,
  '20261126111500-likely-duplicates': likelyDuplicates,
  '20261126112500-reporter-contacts': reporterContacts,
  '20261126120400-contacts-moved': contactsMoved,
  '20261126120500-unsealing': unsealing,
  '20261126130000-systems-act': systemsAct,
  '20261126112600-bulk-work': bulkWork,
  '20261126113500-reporter-access': reporterAccess,
  '20261126114000-staff-security': staffSecurity,
  '20261126140000-webhooks': webhooks,
  '20261126131000-indexes-for-a-million': indexesForAMillion,
  '20261126113500-message-parts': messageParts,
  '20261126121500-staff-isolation': staffIsolation,
  '20261126121500-last-written': lastWritten,
  '20261126130500-one-listener': oneListener,
  '20261126134500-channel-spend': channelSpend,
  '20261126150000-access-log': accessLog,
  '20261126150000-imported-reports': importedReports,
  '20261126125000-channel-lines': channelLines,
  '20261126130000-notification-table': notificationTable,
  '20261126143000-routing-acts': routingActs,
  '20261126131000-unanswered-questions': unansweredQuestions,
  '20261126160000-blurred-photos': blurredPhotos,
  '20261126160500-rights': rights,
  '20261126161000-identity-rules': identityRules,
  '20261126170000-staff-sees-report': staffSeesReport,
  '20261126171000-statistics': statistics,
  '20261126172000-hotspots': hotspots,
  '20261126171000-identity-checks': identityChecks,
  '20261126171000-exchange': exchange,
  '20261126173000-open311-targets': open311Targets,
  '20261126174000-embeds': embeds,
  '20261126172000-change-log': changeLog,
  '20261126172500-abuse': abuse,
  '20261126181000-push-subscriptions': pushSubscriptions,
  '20261126173000-public-location': publicLocation,
  '20261126183000-exports': exportsOfLists,
  '20261126174000-reporter-passkeys': reporterPasskeys,
  '20261126201500-message-codes': messageCodes,
  '20261126203000-exchange-seals-identity': exchangeSealsIdentity,
  '20261126204500-failed-messages': failedMessages,
  '20261126191000-open-figures': openFigures,
  '20261126191500-facts-by-day': factsByDay,
  '20261126202000-outdated-open-data': outdatedOpenData,
  '20261126203000-push-for-one-report': pushForOneReport,
  '20261126202500-missed-before-cancelled': missedBeforeCancelled,
  '20261126205000-no-sandbox': noSandbox,
  '20261126211000-deliveries-to-catch-up': deliveriesToCatchUp,
  '20261126210500-institution-fronts': institutionFronts,
  '20261126211000-survey': survey,
  '20261126213000-photo-hashes': photoHashes,
  '20261126211500-push-without-language': pushWithoutLanguage,
  '20261126212000-figure-mails': figureMails,
  '20261126212000-exchange-files': exchangeFiles,
  '20261126212500-identity-answer': identityAnswer,
  '20261126213000-figures-wake': figuresWake,
  '20261126214000-exports-of-figures': exportsOfFigures,
  '20261126220000-presence-unlogged': presenceUnlogged,
  '20261126221000-models-of-a-program': modelsOfAProgram,
  '20261126223000-figures-at-hand': figuresAtHand,
  '20261126224000-short-lists-of-words': shortListsOfWords,
  '20261126224500-retention-sources': retentionSources,
  '20261127013000-answered-requests': answeredRequests,
  '20261127010000-words-of-the-newest': wordsOfTheNewest,
  '20261127015000-words-of-an-institution': wordsOfAnInstitution,
  '20261127030000-place-sees-report': placeSeesReport,
}
