-- A backup goes on. KEYS: copying, undo. ARGV: the backup's id, how long it lives in ms. Answer: 1, or 0 when it has lost its moment.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1
