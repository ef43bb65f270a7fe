import type { Client } from '../../core/client';
import { sharedListing } from '../../core/listing';
import type { Lists, Stored } from '../../core/store';
import { allOf } from '../listing';

/** An organization as Paragon gives it. */
export interface Organization extends Stored {
	id: string;
	name: string;
}

/** The organizations that the credential's user is a member of, for one run of a node. */
export class OrganizationStore implements Lists<Organization> {
	constructor(private readonly client: Client) {}

	readonly list = sharedListing<Organization>(() => allOf(this.client, '/organizations'));
}
