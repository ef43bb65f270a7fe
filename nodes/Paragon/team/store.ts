import type { Client } from '../../core/client';
import { sharedListing } from '../../core/listing';
import type { Lists, Stored } from '../../core/store';
import { allOf } from '../listing';
import type { Organization } from '../organization/store';

/** A team as Paragon gives it. */
export interface Team extends Stored {
	id: string;
	name: string;
	organizationId?: string;
	organization?: Organization;
}

/** The teams of all organizations of the credential's user, for one run of a node. */
export class TeamStore implements Lists<Team> {
	constructor(private readonly client: Client) {}

	readonly list = sharedListing<Team>(() => allOf(this.client, '/teams'));
}
