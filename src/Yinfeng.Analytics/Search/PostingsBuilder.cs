using System.Numerics;

namespace Yinfeng.Analytics.Search;

/// <summary>Collects the tokens of blocks, several workers at a time, each with a run of blocks of its own.</summary>
internal sealed class PostingsBuilder
{
    private readonly Worker[] _workers;
    private readonly int _blocks, _bits;

    /// <param name="names">Decides how many buckets there are: about one for three names.</param>
    public PostingsBuilder(int blocks, int names, int workers)
    {
        (_blocks, _bits) = (blocks, Math.Clamp(BitOperations.Log2((uint)names + 1), 10, 20));
        _workers = new Worker[workers];
    }

    /// <summary>The builder of one run of blocks; made by the thread that uses it.</summary>
    public Worker Start(int worker) => _workers[worker] = new(_bits);

    public BlockPostings Build()
    {
        var buckets = 1 << _bits;
        var bitmap = BlockPostings.LengthOfBitmap(_blocks);
        var starts = new int[buckets + 1];
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var count = 0;
            foreach (var worker in _workers)
            {
                count += worker.Counts[bucket];
            }
            starts[bucket + 1] = starts[bucket] + Math.Min(count, bitmap);
        }
        var data = new ushort[starts[buckets]];
        // Where each worker begins within a list: behind those with earlier blocks.
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var at = starts[bucket];
            foreach (var worker in _workers)
            {
                (worker.Counts[bucket], at) = (at, at + worker.Counts[bucket]);
            }
        }
        Parallel.ForEach(_workers, worker => worker.Write(starts, data, bitmap));
        return new(_blocks, _bits, starts, data);
    }

    internal sealed class Worker(int bits)
    {
        private readonly int[] _seen = new int[1 << bits]; // Block + 1 that met the bucket last.
        private readonly List<(int Block, int End)> _ends = [];
        private int[] _buckets = new int[1 << 16];
        private int _used;

        public int[] Counts { get; } = new int[1 << bits];

        /// <param name="block">Ascending.</param>
        public void Add(int block, uint token)
        {
            var bucket = BlockPostings.Bucket(token, 32 - bits);
            if (_seen[bucket] == block + 1)
            {
                return;
            }
            _seen[bucket] = block + 1;
            Counts[bucket]++;
            if (_used == _buckets.Length)
            {
                Array.Resize(ref _buckets, _used * 2);
            }
            _buckets[_used++] = bucket;
        }

        public void EndBlock(int block) => _ends.Add((block, _used));

        /// <summary>Fills in this worker's blocks; <see cref="Counts"/> holds the places in the lists by now.</summary>
        public void Write(int[] starts, ushort[] data, int bitmap)
        {
            var at = 0;
            foreach (var (block, end) in _ends)
            {
                for (; at < end; at++)
                {
                    var bucket = _buckets[at];
                    if (starts[bucket + 1] - starts[bucket] < bitmap)
                    {
                        data[Counts[bucket]++] = (ushort)block;
                    }
                    else
                    {
                        SetBit(ref data[starts[bucket] + (block >> 4)], block & 15);
                    }
                }
            }
        }

        /// <summary>Two workers may meet in the word between their runs.</summary>
        private static void SetBit(ref ushort word, int bit)
        {
            ushort before;
            do
            {
                before = Volatile.Read(ref word);
            }
            while (Interlocked.CompareExchange(ref word, (ushort)(before | 1 << bit), before) != before);
        }
    }
}
