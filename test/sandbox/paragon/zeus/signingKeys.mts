import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { ApiError } from '../errors.mts';
import type { SigningKey } from '../records.mts';
import { dated } from '../newRecords.mts';
import { created, deleted, WRITERS, type Answer, type Call, type Operation } from './call.mts';
import { listed } from './lists.mts';
import { invalidMember, isUuid } from './rules.mts';

const PATH = '/projects/:projectId/keys';
const makePair = promisify(generateKeyPair);

function keyView({ publicKey, ...key }: SigningKey): object {
	return {
		...key,
		authType: 'paragon',
		authConfig: { paragon: { publicKey, generatedDate: key.dateCreated } },
		dateDeleted: null,
	};
}

async function create({ world, project, body }: Call): Promise<Answer> {
	const { id: projectId } = project!;
	if (body.projectId !== projectId) {
		throw invalidMember('isUuid', 'projectId must be the ID of the project');
	}
	const { publicKey, privateKey } = await makePair('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	const { state, behaviour } = world;
	if (behaviour.otherSigningKeys === 'revoked') {
		for (const other of state.signingKeys.of(projectId)) other.revoked = true;
	}
	const key = state.signingKeys.add({ ...dated(), projectId, publicKey, revoked: false });
	return created({ ...keyView(key), privateKey });
}

function remove({ world, project, params }: Call): Answer {
	const { keyId = '' } = params;
	const key = world.state.signingKeys.find(project!.id, keyId);
	if (!key) throw new ApiError('keyNotFound', { meta: { keyId } });
	world.state.signingKeys.remove(key);
	return deleted(world);
}

/** SDK signing keys (reference: SDKKey); the private half is shown once and not kept. */
export const signingKeyOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		roles: WRITERS,
		handle: (call) =>
			listed('keys', call.world.state.signingKeys.of(call.project!.id), call, keyView),
	},
	{
		method: 'POST',
		path: PATH,
		roles: WRITERS,
		rules: { projectId: { rules: [isUuid] } },
		handle: create,
	},
	{ method: 'DELETE', path: `${PATH}/:keyId`, roles: WRITERS, handle: remove },
];
