import { each, words } from './each.ts'
import type { PlaceMap } from './map.ts'

/** Fill in the exact place by the phone's position or a tap on a map; show a known place on a map. */
export function locate(): void {
  each('[data-gps]', enhance)
  each('[data-map-view]', (view) => offerMap(view, () => {}))
}

function enhance(box: HTMLElement): void {
  const field = (name: string) => box.querySelector<HTMLInputElement>(`input[name=${name}]`)
  const [latitude, longitude, accuracy] = [field('latitude'), field('longitude'), field('accuracy')]
  const status = box.querySelector<HTMLElement>('[data-gps-status]')
  const remove = box.querySelector<HTMLElement>('[data-gps-remove]')
  if (!latitude || !longitude || !accuracy || !status || !remove) return
  let map: PlaceMap | null = null

  const set = (place: { latitude: number; longitude: number; accuracy: number | null }) => {
    // Six decimals are a tenth of a metre: more would only pretend.
    latitude.value = place.latitude.toFixed(6)
    longitude.value = place.longitude.toFixed(6)
    accuracy.value = place.accuracy === null ? '' : String(Math.round(place.accuracy))
    status.textContent =
      place.accuracy === null
        ? words(box, 'text-marked')
        : words(box, 'text-found', Math.round(place.accuracy))
    remove.hidden = false
    map?.show(place.latitude, place.longitude)
    latitude.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const known = () =>
    latitude.value === '' ? null : { latitude: Number(latitude.value), longitude: Number(longitude.value) }

  if (known() !== null) {
    remove.hidden = false
    status.textContent = words(box, 'text-marked')
  }
  remove.addEventListener('click', () => {
    for (const input of [latitude, longitude, accuracy]) input.value = ''
    status.textContent = ''
    remove.hidden = true
    map?.clear()
    latitude.dispatchEvent(new Event('change', { bubbles: true }))
    box.querySelector<HTMLElement>('button:not([hidden])')?.focus()
  })
  const button = box.querySelector<HTMLElement>('[data-gps-locate]')
  if (button && !navigator.geolocation) button.hidden = true
  button?.addEventListener('click', () => {
    status.textContent = words(box, 'text-finding')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set(coords),
      (error) => {
        status.textContent = words(
          box,
          error.code === error.PERMISSION_DENIED ? 'text-denied' : 'text-failed',
        )
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  })
  offerMap(box, (opened) => {
    map = opened
    const place = known()
    if (place !== null) opened.show(place.latitude, place.longitude)
    opened.onPick((lat, lng) => set({ latitude: lat, longitude: lng, accuracy: null }))
  })
}

/** Leaflet and its tiles are loaded when somebody asks for the map, never before. */
function offerMap(box: HTMLElement, use: (map: PlaceMap) => void): void {
  const button = box.querySelector<HTMLElement>('[data-map-open]')
  const frame = box.querySelector<HTMLElement>('[data-map]')
  if (button === null || frame === null) return
  let loading = false
  button.addEventListener('click', async () => {
    const opening = frame.hidden
    frame.hidden = !opening
    button.setAttribute('aria-expanded', String(opening))
    if (!opening || loading) return
    loading = true
    const { openMap } = await import('./map.ts')
    use(openMap(frame))
  })
}
