import { addressOf } from './address.js';

describe('The address of an EventStoreDB or KurrentDB', () => {
  it.each([
    ['esdb://127.0.0.1:2113?tls=false', 'eventstore', null, 'esdb://127.0.0.1:2113'],
    ['esdb+discover://hoshin:s3cret@db.example.org?nodePreference=leader', 'eventstore', 's3cret', 'esdb+discover://db.example.org'],
    [
      'kurrentdb://hoshin:s3%40cret@a:2113,b:2113,c:2113?tlsCAFile=/etc/ca.pem&tls=true',
      'kurrent',
      's3@cret',
      'kurrentdb://a:2113,b:2113,c:2113',
    ],
    [' kurrentdb+discover://cluster.example.org/ ', 'kurrent', null, 'kurrentdb+discover://cluster.example.org'],
  ])('%s chooses the client and is shown without the password', (text, family, password, shown) => {
    expect(addressOf(text)).toEqual({ family, shown, secret: text.trim(), login: password && { username: 'hoshin', password } });
  });

  it.each([
    ['mongodb://hoshin:s3cret@db', 'esdb://'],
    ['esdb://hoshin:s3cret:x@db', '%3A'],
    ['esdb://hoshin:s3@cret@db', 'does not read'],
    ['esdb://hoshin:100%cret@db', '%25'],
    ['kurrentdb://hoshin:s3cret@db:port', 'the host "db:port"'],
    ['kurrentdb://hoshin:s3cret@db?tsl=false', 'the option "tsl"'],
    ['kurrentdb://hoshin:s3cret@db?throwOnAppendFailure=false', 'the option "throwOnAppendFailure"'],
    ['kurrentdb://hoshin:s3cret@db?tls=', 'gives the option tls no value'],
  ])('%s is refused, saying why and repeating no password', (text, why) => {
    const refused = (): unknown => addressOf(text);
    expect(refused).toThrow(why);
    expect(refused).not.toThrow('cret');
  });
});
