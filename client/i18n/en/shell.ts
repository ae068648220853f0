import type { Translated } from '../text.ts'
import type { shell as chinese } from '../zh/shell.ts'

/** Texts of the frame of the page: header, tabs, notices. */
export const shell: Translated<typeof chinese> = {
  title: 'Emergency Resource Map',
  subtitle: 'Jining',
  skipToPanel: 'Skip to the resource panel',
  skipToMap: 'Skip to the map',
  retry: 'Try again',
  header: {
    settings: 'Display settings',
    language: '中文',
    languageLabel: '切换为中文',
    dark: 'Switch to dark',
    light: 'Switch to light',
    wall: 'Switch to wall mode',
    desk: 'Switch to desk mode',
  },
  wallOffer: {
    text: 'This is a large screen. Use wall mode, with larger type and symbols?',
    accept: 'Use wall mode',
    decline: 'Keep as it is',
  },
  panel: {
    label: 'Resource panel',
    nearest: 'Nearest',
    list: 'List',
    legend: 'Legend',
    coverage: 'Coverage',
    dispatch: 'Dispatch',
    hazards: 'Hazards',
    loading: 'Loading…',
    collapse: 'Collapse the panel',
    expand: 'Expand the panel',
  },
  crash: {
    title: 'This part of the page failed',
    detail: 'The rest still works. Try again; if it keeps failing, reload the page.',
  },
  notice: {
    chip: 'Demonstration data',
    network: 'Road network: {{provenance}}, {{edges}} directed edges ({{source}}).',
    noNetwork: 'No road network is loaded: only straight-line distances can be told.',
    revision: 'Data revision {{revision}}.',
  },
  map: {
    label: 'Map',
    loading: 'Loading the map…',
    noWebgl:
      'This browser has no WebGL2, so the map cannot be drawn. List, search and nearest still work.',
    failed: 'The map could not be loaded. List, search and nearest still work.',
  },
}
