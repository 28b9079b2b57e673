import 'leaflet/dist/leaflet.css'
import { type CircleMarker, circleMarker, map as createMap, tileLayer } from 'leaflet'

export interface PlaceMap {
  show(latitude: number, longitude: number): void
  clear(): void
  onPick(pick: (latitude: number, longitude: number) => void): void
}

/** Indonesia as a whole, for when nothing nearer is known. */
const WHOLE_COUNTRY = { latitude: -2.5, longitude: 118, zoom: 4 }
const STREET_ZOOM = 17

/** A map in the frame, which carries tiles, attribution and perhaps a place. */
export function openMap(frame: HTMLElement): PlaceMap {
  const given = (name: string) => (frame.dataset[name] === undefined ? null : Number(frame.dataset[name]))
  const latitude = given('mapLatitude')
  const longitude = given('mapLongitude')
  const marked = frame.dataset.mapMarked !== undefined
  const map = createMap(frame)
  map.attributionControl.setPrefix('Leaflet')
  tileLayer(frame.dataset.mapTiles ?? '', { attribution: frame.dataset.mapAttribution, maxZoom: 19 }).addTo(
    map,
  )

  let marker: CircleMarker | null = null
  const show = (lat: number, lng: number) => {
    marker ??= circleMarker([lat, lng], {
      radius: 11,
      weight: 4,
      color: '#fff',
      fillColor: '#b23f22',
      fillOpacity: 1,
    })
    marker.setLatLng([lat, lng]).addTo(map)
    map.setView([lat, lng], Math.max(map.getZoom() ?? 0, STREET_ZOOM))
  }
  if (latitude === null || longitude === null) {
    map.setView([WHOLE_COUNTRY.latitude, WHOLE_COUNTRY.longitude], WHOLE_COUNTRY.zoom)
  } else {
    map.setView([latitude, longitude], marked ? STREET_ZOOM : 13)
    if (marked) show(latitude, longitude)
  }

  return {
    show,
    clear() {
      marker?.remove()
    },
    onPick(pick) {
      map.on('click', ({ latlng }) => pick(latlng.lat, latlng.lng))
      // By keyboard: the arrows move the map, Enter takes its middle.
      frame.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.target !== frame) return
        event.preventDefault()
        const middle = map.getCenter()
        pick(middle.lat, middle.lng)
      })
    },
  }
}
