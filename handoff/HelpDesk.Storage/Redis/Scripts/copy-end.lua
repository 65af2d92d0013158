-- A backup ends. KEYS: copying, undo. ARGV: the backup's id.
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1], KEYS[2]) end
return 1
