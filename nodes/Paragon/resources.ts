import { integrationCredential } from './integrationCredential/resource';
import { integration } from './integration/resource';
import { organization } from './organization/resource';
import { project } from './project/resource';
import { team } from './team/resource';

/** What the node works on. */
export const RESOURCES = [integrationCredential, integration, organization, project, team];
