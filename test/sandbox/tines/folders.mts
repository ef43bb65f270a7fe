import { audit } from './audit.mts';
import { INTEGER, TEXT } from './credentialRules.mts';
import { invalid, notFound } from './errors.mts';
import { Form } from './form.mts';
import { numberIn, one, page } from './paging.mts';
import { CONTENT_TYPES, type ContentType, type Folder } from './state.mts';
import {
	created,
	deleted,
	idIn,
	ok,
	reaches,
	teamOf,
	type Call,
	type Operation,
	type World,
} from './world.mts';

const PATH = '/folders';

function view({ parent_folder_id, ...folder }: Folder, { behaviour }: World): object {
	return { ...folder, ...(behaviour.newerFields === 'sent' && { parent_folder_id }) };
}

/** @throws ApiError 404 */
function folderOf(call: Call): Folder {
	const folder = call.world.state.folders.get(idIn(call) ?? 0);
	if (!folder || !reaches(call.key, folder.team_id)) throw notFound('Folder');
	return folder;
}

function list(call: Call) {
	const { state, behaviour } = call.world;
	const teamId = numberIn(call, 'team_id');
	let type = one(call, 'content_type');
	if (type && !CONTENT_TYPES.some((known) => known === type)) {
		if (behaviour.wrongEnum === 'refused') {
			throw invalid('content_type', `must be one of ${CONTENT_TYPES.join(', ')}`);
		}
		type = undefined;
	}
	if (!type && behaviour.folderListDefault === 'STORY') type = 'STORY';
	return ok(
		page(call, {
			collection: 'folders',
			path: PATH,
			all: state.folders.all,
			wanted: (folder) =>
				reaches(call.key, folder.team_id) &&
				(teamId === undefined || folder.team_id === teamId) &&
				(!type || folder.content_type === type),
			filters: ['team_id', 'content_type'],
			view: (folder) => view(folder, call.world),
		}),
	);
}

/** Notes a parent that is no folder of the same kind and team, or that is inside the folder. */
function checkParent(form: Form, { state }: World, folder: Folder): void {
	let parentId = folder.parent_folder_id;
	if (parentId === null) return;
	const parent = state.folders.get(parentId);
	if (parent?.team_id !== folder.team_id || parent.content_type !== folder.content_type) {
		form.refuse('parent_folder_id', 'must be a folder of the same team and content type');
		return;
	}
	while (parentId !== null) {
		if (parentId === folder.id) {
			form.refuse('parent_folder_id', "can't be the folder itself or one in it");
			return;
		}
		parentId = state.folders.get(parentId)?.parent_folder_id ?? null;
	}
}

function parentIn(form: Form, fallback: number | null): number | null {
	if (form.body.parent_folder_id === null) return null;
	return form.read<number>('parent_folder_id', INTEGER) ?? fallback;
}

function create(call: Call) {
	const { state } = call.world;
	const form = new Form(call);
	const name = form.require<string>('name', TEXT) ?? '';
	const content_type = form.require<ContentType>('content_type', {
		type: 'choice',
		values: CONTENT_TYPES,
	});
	const teamId = form.require<number>('team_id', INTEGER);
	if (teamId === undefined || !content_type) form.finish();
	const team_id = teamOf(call, teamId).id;
	const folder: Folder = {
		id: 0,
		name,
		content_type: content_type ?? 'STORY',
		team_id,
		size: 0,
		parent_folder_id: parentIn(form, null),
	};
	checkParent(form, call.world, folder);
	form.finish();
	folder.id = state.nextId('folder');
	state.folders.add(folder);
	audit(call, 'FolderCreation');
	return created(call, view(folder, call.world));
}

function update(call: Call) {
	const folder = folderOf(call);
	const form = new Form(call);
	const name = form.has('name') ? form.require<string>('name', TEXT) : folder.name;
	const wanted = { ...folder, parent_folder_id: parentIn(form, folder.parent_folder_id) };
	checkParent(form, call.world, wanted);
	form.finish();
	Object.assign(folder, wanted, { name });
	audit(call, 'FolderUpdate');
	return ok(view(folder, call.world));
}

/** What was in the folder is in the one around it afterwards. */
function remove(call: Call) {
	const { state } = call.world;
	const { id, size, content_type, parent_folder_id } = folderOf(call);
	if (content_type === 'CREDENTIAL' && size > 0) {
		for (const credential of state.credentials.all) {
			if (credential.folder_id !== id) continue;
			state.moveCredential(credential, credential.team_id, parent_folder_id);
		}
	}
	for (const folder of state.folders.all) {
		if (folder.parent_folder_id === id) folder.parent_folder_id = parent_folder_id;
	}
	state.folders.delete(id);
	audit(call, 'FolderDestruction');
	return deleted(call);
}

/** Folders (Tines API: folders). */
export const folderOperations: Operation[] = [
	{ method: 'GET', path: PATH, needs: 'read', handle: list },
	{ method: 'POST', path: PATH, needs: 'change', handle: create },
	{
		method: 'GET',
		path: `${PATH}/:id`,
		needs: 'read',
		handle: (call) => ok(view(folderOf(call), call.world)),
	},
	{ method: 'PUT', path: `${PATH}/:id`, needs: 'change', handle: update },
	{ method: 'PATCH', path: `${PATH}/:id`, needs: 'change', handle: update },
	{ method: 'DELETE', path: `${PATH}/:id`, needs: 'change', handle: remove },
];
