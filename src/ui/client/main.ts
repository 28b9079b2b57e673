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

const onPage = (selector: string) => document.querySelector(selector) !== null

if (onPage('[data-combobox]')) import('./combobox.ts').then((island) => island.suggest())
if (onPage('[autocomplete="one-time-code"]')) {
  import('./one-time-code.ts').then((island) => island.takeCodeFromSms())
}
if (onPage('[data-blur]')) import('./blur.ts').then((island) => island.drawAreas())
if (onPage('[data-files]')) import('./file-list.ts').then((island) => island.listFiles())
if (onPage('[data-gps], [data-map-view]')) import('./location.ts').then((island) => island.locate())
if (onPage('[data-hotspots]')) import('./hotspots.ts').then((island) => island.showHotspots())
if (onPage('[data-live]')) import('./live.ts').then((island) => island.goLive())
if (onPage('[data-select-many]')) import('./select-many.ts').then((island) => island.selectMany())
if (onPage('[data-list-keys], [data-shortcuts-toggle]')) {
  import('./list-keys.ts').then((island) => island.walkByKeys())
}
if (onPage('[data-files-taken]')) import('./tell-files.ts').then((island) => island.dropTakenFiles())
if (onPage('form[data-outbox]')) import('./tell-form.ts').then((island) => island.tellOffline())
if (onPage('[data-similar]')) import('./similar.ts').then((island) => island.offerSimilar())
if (onPage('[data-voice]')) import('./voice.ts').then((island) => island.writeByVoice())
if (onPage('[data-try-it]')) import('./try-it.ts').then((island) => island.tryOperations())
if (onPage('form[data-push]')) import('./push.ts').then((island) => island.offerPush())
if (onPage('[data-outbox-page]')) import('./outbox-page.ts').then((island) => island.showOutbox())
if (isOutboxFlagged()) import('./outbox-watch.ts').then((island) => island.watchOutbox())
if (onPage('form[data-passkey]')) import('./passkey.ts').then((island) => island.usePasskeys())

becomeApp()
