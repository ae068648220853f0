/** Starts the page: the address first, so that the first picture is the right one. */
import '@fontsource/noto-sans/latin-400.css'
import '@fontsource/noto-sans/latin-600.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startEvents } from './api/events/connection.ts'
import { fetchRegionEarly } from './api/region.ts'
import { App } from './app.tsx'
import { loadChineseFontIfMissing } from './chinese-font.ts'
import { startI18n } from './i18n/i18n.ts'
import { fetchPartsEarly } from './shell/page.tsx'
import { startTheme } from './state/theme.ts'
import { startUrl } from './state/url.ts'
import './styles.css'
import './styles-panel.css'

startUrl()
startTheme()
startI18n()
startEvents()
fetchRegionEarly()
void loadChineseFontIfMissing()
fetchPartsEarly()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
