import { type ReactNode, useState } from 'react';
import type { PanelProps } from '../panel.js';
import { useLive } from './parts/use-live.js';
import { FRESH_PLACES, Places, type PlacesView } from './settings/Places.js';
import { type Proposal, Review } from './settings/Review.js';
import { FRESH_SETTINGS, SettingsList, type SettingsView } from './settings/SettingsList.js';

type View =
  | { readonly at: 'list' | 'places' }
  | { readonly at: 'review'; readonly proposal: Proposal; readonly from: 'list' | 'places' };

/** The customer's configuration: looked at, changed after a check and a look at the difference. */
export function SettingsPanel(props: PanelProps): ReactNode {
  const live = useLive<SettingsView>(() => FRESH_SETTINGS);
  const places = useLive<PlacesView>(() => FRESH_PLACES);
  const [view, show] = useState<View>({ at: 'list' });
  if (view.at === 'review') {
    const { from, proposal } = view;
    return (
      <Review
        {...props}
        proposal={proposal}
        onBack={() => show({ at: from })}
        onSaved={() => {
          live.change({ mode: 'list' });
          places.change({ adding: null });
          show({ at: from });
        }}
      />
    );
  }
  const review = (from: 'list' | 'places') => (proposal: Proposal) =>
    show({ at: 'review', proposal, from });
  return view.at === 'places' ? (
    <Places
      {...props}
      live={places}
      onProposal={review('places')}
      onBack={() => show({ at: 'list' })}
    />
  ) : (
    <SettingsList
      {...props}
      live={live}
      onProposal={review('list')}
      onPlaces={() => show({ at: 'places' })}
    />
  );
}
