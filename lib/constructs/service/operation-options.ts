import type { ServiceSettings } from '../../settings/settings';
import type { OptionTable } from './option-table';

/** How a service is deployed, watched and logged. */
export function operationOptions(settings: ServiceSettings): OptionTable {
  const days = String(settings.logRetentionDays);
  return {
    // A worker is behind no balancer; only its own instance asks it for its health.
    ...(settings.kind !== 'worker' && processOptions(settings)),
    'aws:elasticbeanstalk:healthreporting:system': {
      SystemType: 'enhanced',
      HealthCheckSuccessThreshold: 'Ok',
      EnhancedHealthAuthEnabled: 'true',
    },
    'aws:elasticbeanstalk:command': {
      DeploymentPolicy: settings.deploymentPolicy,
      BatchSizeType: 'Percentage',
      BatchSize: '50',
      // Seconds; Beanstalk adds 240.
      Timeout: '600',
      IgnoreHealthCheck: 'false',
    },
    'aws:autoscaling:updatepolicy:rollingupdate': rollingUpdate(settings.deploymentPolicy),
    // Its updates collide with ours ("Must be Ready", trap T15), and the platform version is pinned.
    'aws:elasticbeanstalk:managedactions': { ManagedActionsEnabled: 'false' },
    // Log groups outlive their environment by default (trap T16).
    'aws:elasticbeanstalk:cloudwatch:logs': { StreamLogs: 'true', DeleteOnTerminate: 'true', RetentionInDays: days },
    'aws:elasticbeanstalk:cloudwatch:logs:health': {
      HealthStreamingEnabled: 'false',
      DeleteOnTerminate: 'true',
      RetentionInDays: days,
    },
    'aws:elasticbeanstalk:hostmanager': { LogPublicationControl: 'false' },
    'aws:elasticbeanstalk:xray': { XRayEnabled: 'false' },
  };
}

function processOptions({ healthPath }: ServiceSettings): OptionTable {
  return {
    'aws:elasticbeanstalk:environment:process:default': {
      Port: '80',
      Protocol: 'HTTP',
      HealthCheckPath: healthPath,
      MatcherHTTPCode: '200',
      HealthCheckInterval: '15',
      HealthCheckTimeout: '5',
      HealthyThresholdCount: '2',
      UnhealthyThresholdCount: '5',
      DeregistrationDelay: '20',
      StickinessEnabled: 'false',
    },
  };
}

/**
 * How instances are exchanged when the configuration changes. Sizes of batches are left to Beanstalk: setting one turns rolling
 * updates on, whatever else is said.
 */
function rollingUpdate(policy: ServiceSettings['deploymentPolicy']): Readonly<Record<string, string>> {
  return {
    RollingUpdateEnabled: String(policy !== 'AllAtOnce'),
    RollingUpdateType: policy === 'Immutable' ? 'Immutable' : 'Health',
    Timeout: 'PT30M',
  };
}
