import type { Operation } from './call.mts';
import { cliKeyOperations } from './cliKeys.mts';
import { credentialOperations } from './credentials.mts';
import { eventDestinationOperations } from './eventDestinations.mts';
import { integrationOperations } from './integrations.mts';
import { loginOperations } from './login.mts';
import { memberOperations } from './members.mts';
import { organizationOperations } from './organizations.mts';
import { projectOperations } from './projects.mts';
import { secretOperations } from './secrets.mts';
import { signingKeyOperations } from './signingKeys.mts';
import { workflowOperations } from './workflows.mts';

/** Every operation of the management API that the stand-in has. */
export const OPERATIONS: readonly Operation[] = [
	...loginOperations,
	...organizationOperations,
	...projectOperations,
	...integrationOperations,
	...workflowOperations,
	...credentialOperations,
	...eventDestinationOperations,
	...secretOperations,
	...signingKeyOperations,
	...cliKeyOperations,
	...memberOperations,
];
