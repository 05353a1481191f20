import { forgetStorages } from './forget-storages';

// The SDK warns once a process that Node 20 will be left behind: a test's output is not the place.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// Account look-ups are cached by the CDK under the home folder, and its validator costs seconds: neither belongs in a test run.
process.env.CDK_VALIDATION = 'false';
forgetStorages();
