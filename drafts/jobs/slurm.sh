#!/bin/bash
# The same training under Slurm: two machines, one worker on each. Hand it in with
#     sbatch slurm.sh
# in a folder that all machines see, with train.py and pictures.npz in it.

#SBATCH --job-name=scale-out
#SBATCH --nodes=2
#SBATCH --ntasks=2
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=00:30:00
#SBATCH --output=scale-out-%j.txt
#SBATCH --open-mode=append
#SBATCH --requeue

# Who takes part: all call worker 0, on the first machine.
machine=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
export KERAS_DISTRIBUTION_JOB_ADDRESSES=$machine:$((20000 + SLURM_JOB_ID % 10000))
export KERAS_DISTRIBUTION_NUM_PROCESSES=$SLURM_NTASKS

# srun starts the script once for each worker, and tells each its number. (How many
# cores a worker gets, it no longer asks of sbatch, since version 22.05.)
export SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK
worker='KERAS_DISTRIBUTION_PROCESS_ID=$SLURM_PROCID exec python train.py "$@"'

# When one dies, all end, and all start anew from the last checkpoint; twice at most.
for start in 1 2 3; do
    srun --label --kill-on-bad-exit=1 bash -c "$worker" worker \
        --data pictures.npz --folder run && exit
done
exit 1
