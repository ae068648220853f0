/** Texts of the panel `dispatch`. */
export const dispatch = {
  title: 'Materials',
  obeyed: 'Avoided: {{names}}',
  tabs: {
    find: 'Find',
    plan: 'Plan',
    orders: 'Orders',
    adequacy: 'Reserves',
    books: 'Books',
  },
}
