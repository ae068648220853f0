import { Segmented } from 'antd'
import { PROFILE_IDS, PROFILES } from '../../../../../data/profile.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../../state/app-state.ts'

/** The vehicle whose driving times count. */
export const VehicleChoice = () => {
  const { t, language } = useText('coverage')
  const profile = useAppState((state) => state.coverage.profile)
  return (
    <div className="parameter-field">
      <span aria-hidden>{t('parameters.vehicle')}</span>
      <Segmented
        className="target-group"
        aria-label={t('parameters.vehicle')}
        value={profile}
        options={PROFILE_IDS.map((id) => ({ value: id, label: PROFILES[id].label[language] }))}
        onChange={(id) => changeCoverage({ profile: id })}
      />
    </div>
  )
}
