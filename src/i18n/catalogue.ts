import enAbout from './en/about.json' with { type: 'json' }
import enAbuse from './en/abuse.json' with { type: 'json' }
import enAnswers from './en/answers.json' with { type: 'json' }
import enApiReporters from './en/api-reporters.json' with { type: 'json' }
import enApp from './en/app.json' with { type: 'json' }
import enBulk from './en/bulk.json' with { type: 'json' }
import enChanges from './en/changes.json' with { type: 'json' }
import enChannels from './en/channels.json' with { type: 'json' }
import enChannelsAdapters from './en/channels-adapters.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enConsole from './en/console.json' with { type: 'json' }
import enConsoleReport from './en/console-report.json' with { type: 'json' }
import enDigest from './en/digest.json' with { type: 'json' }
import enEmbed from './en/embed.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enExchange from './en/exchange.json' with { type: 'json' }
import enExport from './en/export.json' with { type: 'json' }
import enFigureMails from './en/figure-mails.json' with { type: 'json' }
import enFront from './en/front.json' with { type: 'json' }
import enFunctions from './en/functions.json' with { type: 'json' }
import enHandling from './en/handling.json' with { type: 'json' }
import enHome from './en/home.json' with { type: 'json' }
import enIdentityChecks from './en/identity-checks.json' with { type: 'json' }
import enInbox from './en/inbox.json' with { type: 'json' }
import enInstitutions from './en/institutions.json' with { type: 'json' }
import enKanal from './en/kanal.json' with { type: 'json' }
import enList from './en/list.json' with { type: 'json' }
import enLive from './en/live.json' with { type: 'json' }
import enMonthly from './en/monthly.json' with { type: 'json' }
import enNotificationTable from './en/notification-table.json' with { type: 'json' }
import enNotifications from './en/notifications.json' with { type: 'json' }
import enNotifyChat from './en/notify-chat.json' with { type: 'json' }
import enNotifySms from './en/notify-sms.json' with { type: 'json' }
import enOpenData from './en/open-data.json' with { type: 'json' }
import enOpen311 from './en/open311.json' with { type: 'json' }
import enPrivacy from './en/privacy.json' with { type: 'json' }
import enPublicFigures from './en/public-figures.json' with { type: 'json' }
import enRecompute from './en/recompute.json' with { type: 'json' }
import enReference from './en/reference.json' with { type: 'json' }
import enRegistry from './en/registry.json' with { type: 'json' }
import enReport from './en/report.json' with { type: 'json' }
import enReporterPasskeys from './en/reporter-passkeys.json' with { type: 'json' }
import enReporters from './en/reporters.json' with { type: 'json' }
import enRouting from './en/routing.json' with { type: 'json' }
import enSignIn from './en/sign-in.json' with { type: 'json' }
import enSimilar from './en/similar.json' with { type: 'json' }
import enSimulator from './en/simulator.json' with { type: 'json' }
import enStaff from './en/staff.json' with { type: 'json' }
import enStatistics from './en/statistics.json' with { type: 'json' }
import enSurvey from './en/survey.json' with { type: 'json' }
import enSystems from './en/systems.json' with { type: 'json' }
import enTell from './en/tell.json' with { type: 'json' }
import enUi from './en/ui.json' with { type: 'json' }
import enUnsealing from './en/unsealing.json' with { type: 'json' }
import enViews from './en/views.json' with { type: 'json' }
import enWatch from './en/watch.json' with { type: 'json' }
import enWidget from './en/widget.json' with { type: 'json' }
import idAbout from './id/about.json' with { type: 'json' }
import idAbuse from './id/abuse.json' with { type: 'json' }
import idAnswers from './id/answers.json' with { type: 'json' }
import idApiReporters from './id/api-reporters.json' with { type: 'json' }
import idApp from './id/app.json' with { type: 'json' }
import idBulk from './id/bulk.json' with { type: 'json' }
import idChanges from './id/changes.json' with { type: 'json' }
import idChannels from './id/channels.json' with { type: 'json' }
import idChannelsAdapters from './id/channels-adapters.json' with { type: 'json' }
import idCommon from './id/common.json' with { type: 'json' }
import idConsole from './id/console.json' with { type: 'json' }
import idConsoleReport from './id/console-report.json' with { type: 'json' }
import idDigest from './id/digest.json' with { type: 'json' }
import idEmbed from './id/embed.json' with { type: 'json' }
import idErrors from './id/errors.json' with { type: 'json' }
import idExchange from './id/exchange.json' with { type: 'json' }
import idExport from './id/export.json' with { type: 'json' }
import idFigureMails from './id/figure-mails.json' with { type: 'json' }
import idFront from './id/front.json' with { type: 'json' }
import idFunctions from './id/functions.json' with { type: 'json' }
import idHandling from './id/handling.json' with { type: 'json' }
import idHome from './id/home.json' with { type: 'json' }
import idIdentityChecks from './id/identity-checks.json' with { type: 'json' }
import idInbox from './id/inbox.json' with { type: 'json' }
import idInstitutions from './id/institutions.json' with { type: 'json' }
import idKanal from './id/kanal.json' with { type: 'json' }
import idList from './id/list.json' with { type: 'json' }
import idLive from './id/live.json' with { type: 'json' }
import idMonthly from './id/monthly.json' with { type: 'json' }
import idNotificationTable from './id/notification-table.json' with { type: 'json' }
import idNotifications from './id/notifications.json' with { type: 'json' }
import idNotifyChat from './id/notify-chat.json' with { type: 'json' }
import idNotifySms from './id/notify-sms.json' with { type: 'json' }
import idOpenData from './id/open-data.json' with { type: 'json' }
import idOpen311 from './id/open311.json' with { type: 'json' }
import idPrivacy from './id/privacy.json' with { type: 'json' }
import idPublicFigures from './id/public-figures.json' with { type: 'json' }
import idRecompute from './id/recompute.json' with { type: 'json' }
import idReference from './id/reference.json' with { type: 'json' }
import idRegistry from './id/registry.json' with { type: 'json' }
import idReport from './id/report.json' with { type: 'json' }
import idReporterPasskeys from './id/reporter-passkeys.json' with { type: 'json' }
import idReporters from './id/reporters.json' with { type: 'json' }
import idRouting from './id/routing.json' with { type: 'json' }
import idSignIn from './id/sign-in.json' with { type: 'json' }
import idSimilar from './id/similar.json' with { type: 'json' }
import idSimulator from './id/simulator.json' with { type: 'json' }
import idStaff from './id/staff.json' with { type: 'json' }
import idStatistics from './id/statistics.json' with { type: 'json' }
import idSurvey from './id/survey.json' with { type: 'json' }
import idSystems from './id/systems.json' with { type: 'json' }
import idTell from './id/tell.json' with { type: 'json' }
import idUi from './id/ui.json' with { type: 'json' }
import idUnsealing from './id/unsealing.json' with { type: 'json' }
import idViews from './id/views.json' with { type: 'json' }
import idWatch from './id/watch.json' with { type: 'json' }
import idWidget from './id/widget.json' with { type: 'json' }
import jvTell from './jv/tell.json' with { type: 'json' }
import suTell from './su/tell.json' with { type: 'json' }

const id = {
  ...idAbout,
  ...idAbuse,
  ...idBulk,
  ...idAnswers,
  ...idApiReporters,
  ...idApp,
  ...idChanges,
  ...idChannels,
  ...idChannelsAdapters,
  ...idCommon,
  ...idConsole,
  ...idConsoleReport,
  ...idDigest,
  ...idEmbed,
  ...idReference,
  ...idErrors,
  ...idExchange,
  ...idExport,
  ...idFront,
  ...idFunctions,
  ...idFigureMails,
  ...idHandling,
  ...idHome,
  ...idIdentityChecks,
  ...idInbox,
  ...idInstitutions,
  ...idKanal,
  ...idList,
  ...idLive,
  ...idMonthly,
  ...idNotificationTable,
  ...idNotifications,
  ...idOpenData,
  ...idOpen311,
  ...idNotifyChat,
  ...idNotifySms,
  ...idPublicFigures,
  ...idRecompute,
  ...idRegistry,
  ...idReport,
  ...idReporterPasskeys,
  ...idReporters,
  ...idRouting,
  ...idSignIn,
  ...idSimilar,
  ...idStaff,
  ...idSimulator,
  ...idStatistics,
  ...idSurvey,
  ...idSystems,
  ...idTell,
  ...idUi,
  ...idPrivacy,
  ...idUnsealing,
  ...idViews,
  ...idWatch,
  ...idWidget,
}

/** Every message has an Indonesian text; the compiler refuses an English catalogue that lacks one. */
export type MessageKey = keyof typeof id

const en: Record<MessageKey, string> = {
  ...enAbout,
  ...enAbuse,
  ...enBulk,
  ...enAnswers,
  ...enApiReporters,
  ...enApp,
  ...enChanges,
  ...enChannels,
  ...enChannelsAdapters,
  ...enCommon,
  ...enConsole,
  ...enConsoleReport,
  ...enDigest,
  ...enEmbed,
  ...enReference,
  ...enErrors,
  ...enExchange,
  ...enExport,
  ...enFront,
  ...enFunctions,
  ...enFigureMails,
  ...enHandling,
  ...enHome,
  ...enIdentityChecks,
  ...enInbox,
  ...enInstitutions,
  ...enKanal,
  ...enList,
  ...enLive,
  ...enMonthly,
  ...enNotificationTable,
  ...enNotifications,
  ...enOpenData,
  ...enOpen311,
  ...enNotifyChat,
  ...enNotifySms,
  ...enPublicFigures,
  ...enRecompute,
  ...enRegistry,
  ...enReport,
  ...enReporterPasskeys,
  ...enReporters,
  ...enRouting,
  ...enSignIn,
  ...enSimilar,
  ...enStaff,
  ...enSimulator,
  ...enStatistics,
  ...enSurvey,
  ...enSystems,
  ...enTell,
  ...enUi,
  ...enPrivacy,
  ...enUnsealing,
  ...enViews,
  ...enWatch,
  ...enWidget,
}

export type Language = 'id' | 'en'

/**
 * What a page can speak. Regional languages have the texts that somebody who speaks them wrote, and Indonesian for the
 * rest; dates, names of the registry and messages are in Indonesian.
 */
export type PageLanguage = Language | RegionalLanguage
export type RegionalLanguage = 'jv' | 'su'

/** A first set of texts, of the way to tell a problem; a key of no Indonesian text is refused by the compiler. */
const regional: Record<RegionalLanguage, Partial<Record<MessageKey, string>>> = { jv: jvTell, su: suTell }

export const catalogues: Record<PageLanguage, Record<MessageKey, string>> = {
  id,
  en,
  jv: { ...id, ...regional.jv },
  su: { ...id, ...regional.su },
}

/** Languages that pages offer: those with texts of their own. */
export const PAGE_LANGUAGES: readonly PageLanguage[] = [
  'id',
  'en',
  ...(['jv', 'su'] as const).filter((language) => Object.keys(regional[language]).length > 0),
]
