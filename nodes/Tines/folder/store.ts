import type { Client } from '../../core/client';
import { sharedListings } from '../../core/listing';
import type { Lists, Stored } from '../../core/store';
import { allOf } from '../listing';

/** A folder as Tines gives it. */
export interface Folder extends Stored {
	id: number;
	name: string;
	content_type?: ContentType;
	team_id?: number;
}

/** What a folder is for. */
export type ContentType = 'CREDENTIAL' | 'RESOURCE' | 'STORY';

export interface FolderQuery {
	team_id?: number;
	content_type?: ContentType;
}

/** The folders of a Tines tenant, for one run of a node. */
export class FolderStore implements Lists<Folder, FolderQuery> {
	constructor(private readonly client: Client) {}

	readonly list = sharedListings<Folder, FolderQuery>((query) =>
		allOf<Folder>(this.client, 'folders', { ...query }),
	);
}
