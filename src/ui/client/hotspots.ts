import { each } from './each.ts'

interface Spot {
  readonly latitude: number
  readonly longitude: number
  readonly label: string
  readonly weight: number
}

/** Show circles of hotspots; Leaflet and its tiles are loaded when somebody asks for the map, never before. */
export function showHotspots(): void {
  each('[data-hotspots]', (box) => {
    const button = box.querySelector<HTMLElement>('[data-map-open]')
    const frame = box.querySelector<HTMLElement>('[data-map]')
    if (button === null || frame === null) return
    button.addEventListener('click', async () => {
      button.hidden = true
      frame.hidden = false
      const { circleMarker, map: createMap, tileLayer, latLngBounds } = await import('leaflet')
      await import('leaflet/dist/leaflet.css')
      const spots: Spot[] = JSON.parse(box.dataset.hotspots ?? '[]')
      const map = createMap(frame)
      map.attributionControl.setPrefix('Leaflet')
      tileLayer(frame.dataset.mapTiles ?? '', {
        attribution: frame.dataset.mapAttribution,
        maxZoom: 19,
      }).addTo(map)
      const most = Math.max(...spots.map(({ weight }) => weight), 1)
      for (const { latitude, longitude, label, weight } of spots) {
        circleMarker([latitude, longitude], {
          // By area, as people compare areas.
          radius: 8 + 22 * Math.sqrt(weight / most),
          weight: 2,
          color: '#fff',
          fillColor: '#b23f22',
          fillOpacity: 0.65,
        })
          .bindTooltip(label)
          .addTo(map)
      }
      map.fitBounds(latLngBounds(spots.map(({ latitude, longitude }) => [latitude, longitude])), {
        padding: [24, 24],
        maxZoom: 15,
      })
    })
  })
}
