import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Contract, type Describer, type SchemaFault } from '../core/contract.mts';
import { describedByOpenApi, type SwaggerDocument } from '../core/openApi.mts';
import type { Behaviour } from './behaviour.mts';
import { describedBySdk } from './sdkModels.mts';

/** The vendor's API description, where the one who runs the tests has it beside the repository. */
const DESCRIPTION = '../../../../shared/reference/genesys-openapi.json';

let sdk: Describer | undefined;
let openApi: Describer | undefined;

/** Reading the SDK's declarations takes a moment: only when something is asked of them. */
const lazySdk: Describer = {
	source: 'sdk-models',
	knows: (method, path) => (sdk ??= describedBySdk()).knows(method, path),
	faults: (...answer) => (sdk ??= describedBySdk()).faults(...answer),
	errorFaults: (body) => (sdk ??= describedBySdk()).errorFaults(body),
};

function describers(): Describer[] {
	const file = fileURLToPath(new URL(DESCRIPTION, import.meta.url));
	if (!openApi && existsSync(file)) {
		const document = JSON.parse(readFileSync(file, 'utf8')) as SwaggerDocument;
		openApi = describedByOpenApi(document, 'ErrorBody');
	}
	return openApi ? [openApi, lazySdk] : [lazySdk];
}

/** Departures from the description that a switch asks for. */
function tolerated({ at, value }: SchemaFault, behaviour: Behaviour): boolean {
	const showsDeleted =
		behaviour.deletedClients === 'stayInList' || behaviour.stateWhileDeleting === 'deleted';
	return (
		(behaviour.hiddenSecret === 'null' && value === null && at.endsWith('/secret')) ||
		(behaviour.redaction === 'null' && value === null && at.startsWith('/credentialFields/')) ||
		// The vendor's Terraform provider looks for this state, the description doesn't list it.
		(showsDeleted && value === 'deleted' && at.endsWith('/state'))
	);
}

/**
 * The check of the API's answers: by the API description where there is one, and by the models of
 * the vendor's SDK for what it leaves out.
 */
export function genesysContract(behaviour: () => Behaviour): Contract {
	return new Contract(describers(), (fault) => tolerated(fault, behaviour()));
}
