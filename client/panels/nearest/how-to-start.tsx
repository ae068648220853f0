import { useText } from '../../i18n/text.ts'

/** What to do first, while no place has been marked. */
export const HowToStart = () => {
  const { t } = useText('panels')
  return (
    <section className="how-to-start">
      <h2>{t('nearest.start.title')}</h2>
      <ul>
        <li>{t('nearest.start.map')}</li>
        <li>{t('nearest.start.search')}</li>
        <li>{t('nearest.start.paste')}</li>
      </ul>
      <p className="secondary">{t('nearest.start.result')}</p>
    </section>
  )
}
