import { expect, it } from 'vitest'
import { useWallOffer } from '../../../client/shell/wall-offer.tsx'
import { stubStorage } from './stub-storage.ts'

it('is not made again where it was declined, today or by an older page', async () => {
  expect(useWallOffer.getState()).toEqual({ isDeclined: false })
  const storage = stubStorage('localStorage', {})
  useWallOffer.setState({ isDeclined: true })
  expect(storage).toEqual({ 'wall-mode-declined': 'yes' })
  useWallOffer.setState({ isDeclined: false })
  stubStorage('localStorage', { 'wall-mode-declined': 'yes' })
  await useWallOffer.persist.rehydrate()
  expect(useWallOffer.getState()).toEqual({ isDeclined: true })
})
