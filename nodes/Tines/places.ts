import { located } from '../core/locator';
import type { Locator } from '../core/locator';
import { WHOLE_NUMBER_ID } from './ids';

export const TEAM: Locator = {
	name: 'team_id',
	displayName: 'Team',
	description: 'The Tines team',
	searchMethod: 'searchTeams',
	...WHOLE_NUMBER_ID,
};

/** Stands for a team's root, in no folder, in the list of folders. */
export const NO_FOLDER = '0';

const FOLDER: Locator = {
	name: 'folder_id',
	displayName: 'Folder',
	description: 'A folder for credentials of the team',
	searchMethod: 'searchFolders',
	...WHOLE_NUMBER_ID,
	pattern: /^(0|[1-9]\d*)$/,
	patternInWords: `${WHOLE_NUMBER_ID.patternInWords}, nor 0 for no folder`,
};

/** A team, by its ID. */
export const team = (description: string) => located({ ...TEAM, description }, Number);

/** A folder, by its ID; null for none. */
export const folder = (description: string) =>
	located({ ...FOLDER, description }, (id) => (id === NO_FOLDER ? null : Number(id)));
