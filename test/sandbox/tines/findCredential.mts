import { notFound } from './errors.mts';
import type { Credential, Version } from './state.mts';
import { idIn, reaches, type Call } from './world.mts';

/** A live credential, and the version of it that a path's ID means. */
interface Found {
	live: Credential;
	/** The live credential, or its test version when that was asked for by an ID of its own. */
	shown: Version;
}

/**
 * The credential a path names.
 * @throws ApiError 404 when there is none, or none that the key reaches
 */
export function findCredential(call: Call): Found {
	return findById(call, idIn(call));
}

/** The same by ID. */
export function findById({ world, key }: Call, id: number | undefined): Found {
	const { credentials, tests } = world.state;
	const test =
		id === undefined || world.behaviour.testCredentialId === 'live' ? undefined : tests.get(id);
	const live = test ?? (id === undefined ? undefined : credentials.get(id));
	if (!live || !reaches(key, live.team_id)) throw notFound('Credential');
	return { live, shown: test?.test ?? live };
}
