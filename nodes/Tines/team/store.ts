import type { Client } from '../../core/client';
import { sharedListings } from '../../core/listing';
import type { Lists, Stored } from '../../core/store';
import { allOf } from '../listing';

/** A team as Tines gives it. */
export interface Team extends Stored {
	id: number;
	name: string;
}

/** Which teams: Tines leaves out those of single users when it is not told. */
export type Scope = 'all' | 'personal_only' | 'standard';

/** The teams of a Tines tenant, for one run of a node. */
export class TeamStore implements Lists<Team, Scope | undefined> {
	constructor(private readonly client: Client) {}

	readonly list = sharedListings<Team, Scope | undefined>((scope) =>
		allOf<Team>(this.client, 'teams', { ...(scope && { scope }) }),
	);
}
