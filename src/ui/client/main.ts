import { offerCopying, offerPrinting } from './actions.ts'
import { becomeApp } from './become-app.ts'
import { countCharacters } from './character-count.ts'
import { keepDrafts } from './draft.ts'
import { each } from './each.ts'
import { isOutboxFlagged } from './outbox/flag.ts'
import { submitOnce } from './submit-once.ts'
import { switchTheme } from './theme.ts'

/*
 * Everything works before this runs. What many pages need is here; what few pages need is loaded by them,
 * so that a first visit on a slow line pays for neither.
 */
each('[data-script-only]', (element) => {
  element.hidden = false
})
each('[data-focus-on-load]', (element) => element.focus())
switchTheme()
keepDrafts()
countCharacters()
submitOnce()
offerCopying()
offerPrinting()

/** What few pages need: where it is found, its script is loaded and begun. */
const ISLANDS: readonly (readonly [selector: string, begin: () => Promise<unknown>])[] = [
  ['[data-combobox]', () => import('./combobox.ts').then((island) => island.suggest())],
  [
    '[autocomplete="one-time-code"]',
    () => import('./one-time-code.ts').then((island) => island.takeCodeFromSms()),
  ],
  ['[data-blur]', () => import('./blur.ts').then((island) => island.drawAreas())],
  ['[data-files]', () => import('./file-list.ts').then((island) => island.listFiles())],
  ['[data-gps], [data-map-view]', () => import('./location.ts').then((island) => island.locate())],
  ['[data-hotspots]', () => import('./hotspots.ts').then((island) => island.showHotspots())],
  ['[data-live]', () => import('./live.ts').then((island) => island.goLive())],
  ['[data-select-many]', () => import('./select-many.ts').then((island) => island.selectMany())],
  [
    '[data-list-keys], [data-shortcuts-toggle]',
    () => import('./list-keys.ts').then((island) => island.walkByKeys()),
  ],
  ['[data-files-taken]', () => import('./tell-files.ts').then((island) => island.dropTakenFiles())],
  ['form[data-outbox]', () => import('./tell-form.ts').then((island) => island.tellOffline())],
  ['[data-similar]', () => import('./similar.ts').then((island) => island.offerSimilar())],
  ['[data-voice]', () => import('./voice.ts').then((island) => island.writeByVoice())],
  ['[data-try-it]', () => import('./try-it.ts').then((island) => island.tryOperations())],
  ['form[data-push]', () => import('./push.ts').then((island) => island.offerPush())],
  ['[data-outbox-page]', () => import('./outbox-page.ts').then((island) => island.showOutbox())],
  ['form[data-passkey]', () => import('./passkey.ts').then((island) => island.usePasskeys())],
]
const begun = ISLANDS.filter(([selector]) => document.querySelector(selector) !== null).map(([, begin]) =>
  begin(),
)
if (isOutboxFlagged()) begun.push(import('./outbox-watch.ts').then((island) => island.watchOutbox()))
// They arrive in any order: who wants to know the page as it stays waits for this mark.
Promise.allSettled(begun).then(() => {
  document.documentElement.dataset.islands = 'ready'
})

becomeApp()
