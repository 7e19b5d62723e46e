version 1.1

# From paired reads to variants: index the reference, align the reads in parallel chunks, merge, call.
# Every step is deterministic, so that the variants are the same on this machine, in containers and on AWS Batch.

struct Summary {
  Int read_pairs
  Int mapped_reads
  Int variants
}

workflow variants {
  meta {
    description: "Align paired reads to a reference in parallel chunks and call variants."
  }

  parameter_meta {
    reference: "Reference sequence, FASTA, plain or gzip-compressed."
    reads_1: "First mates, FASTQ, plain or gzip-compressed."
    reads_2: "Second mates, in the same order as the first."
    chunks: "Number of pieces that are aligned in parallel."
    ploidy: "1 or 2: how many copies of each chromosome the sample has."
    image: "Container image with bash, bowtie2, samtools and bcftools."
  }

  input {
    File reference
    File reads_1
    File reads_2
    Int chunks = 4
    Int ploidy = 1
    String image = "localhost/variants:latest"
  }

  call build_index { input: reference, image }

  call split_reads { input: reads_1, reads_2, chunks, image }

  scatter (mates in zip(split_reads.first_mates, split_reads.second_mates)) {
    call align {
      input:
        index = build_index.index,
        first_mates = mates.left,
        second_mates = mates.right,
        image
    }
  }

  call merge { input: alignments = align.alignment, image }

  call call_variants {
    input:
      reference,
      alignment = merge.alignment,
      ploidy,
      image
  }

  output {
    File vcf = call_variants.vcf
    File alignment = merge.alignment
    File alignment_index = merge.alignment_index
    Int variant_count = call_variants.count
    Array[Int] mapped_per_chunk = align.mapped
    Summary summary = Summary {
      read_pairs: split_reads.pairs,
      mapped_reads: merge.mapped,
      variants: call_variants.count
    }
  }
}

task build_index {
  input {
    File reference
    String image
  }

  command <<<
    set -euo pipefail
    mkdir index
    gzip -dcf '~{reference}' > reference.fa
    bowtie2-build --quiet reference.fa index/reference
  >>>

  output {
    Array[File] index = glob("index/*.bt2")
  }

  runtime {
    container: image
    cpu: 1
    memory: "1 GiB"
    maxRetries: 1
  }
}

task split_reads {
  input {
    File reads_1
    File reads_2
    Int chunks
    String image
  }

  # Record k goes to chunk k modulo the number of chunks.
  command <<<
    set -euo pipefail
    split_into_chunks() {
      gzip -dcf "$2" | awk -v chunks=~{chunks} -v prefix="$1" -v name="$2" '
        {
          record = int((NR - 1) / 4)
          print > sprintf("%s.%05d.fastq", prefix, record % chunks)
        }
        END {
          if (NR == 0) { print name " is empty" > "/dev/stderr"; exit 1 }
          if (NR % 4) { print name " ends within a record, after line " NR > "/dev/stderr"; exit 1 }
          print NR / 4 > (prefix ".count")
        }'
    }
    split_into_chunks first '~{reads_1}'
    split_into_chunks second '~{reads_2}'
    if ! cmp -s first.count second.count; then
      echo "the first mates are $(cat first.count) reads, the second mates $(cat second.count)" >&2
      exit 1
    fi
  >>>

  output {
    Array[File] first_mates = glob("first.*.fastq")
    Array[File] second_mates = glob("second.*.fastq")
    Int pairs = read_int("first.count")
  }

  runtime {
    container: image
    cpu: 1
    memory: "512 MiB"
    maxRetries: 1
  }
}

task align {
  input {
    Array[File] index
    File first_mates
    File second_mates
    String image
  }

  command <<<
    set -euo pipefail
    mkdir index
    ln -s ~{sep(" ", squote(index))} index/
    bowtie2 --quiet --rg-id sample --rg SM:sample -x index/reference -1 '~{first_mates}' -2 '~{second_mates}' \
      | samtools sort --no-PG -o aligned.bam -
    samtools view -c -F 0x904 aligned.bam > mapped.count
  >>>

  output {
    File alignment = "aligned.bam"
    Int mapped = read_int("mapped.count")
  }

  runtime {
    container: image
    cpu: 1
    memory: "1 GiB"
    maxRetries: 1
  }
}

task merge {
  input {
    Array[File] alignments
    String image
  }

  command <<<
    set -euo pipefail
    samtools merge --no-PG -c -p -o merged.bam ~{sep(" ", squote(alignments))}
    samtools index merged.bam
    samtools view -c -F 0x904 merged.bam > mapped.count
  >>>

  output {
    File alignment = "merged.bam"
    File alignment_index = "merged.bam.bai"
    Int mapped = read_int("mapped.count")
  }

  runtime {
    container: image
    cpu: 1
    memory: "1 GiB"
    maxRetries: 1
  }
}

task call_variants {
  input {
    File reference
    File alignment
    Int ploidy
    String image
  }

  command <<<
    set -euo pipefail
    gzip -dcf '~{reference}' > reference.fa
    samtools faidx reference.fa
    bcftools mpileup --no-version -f reference.fa -Ou '~{alignment}' \
      | bcftools call --no-version --ploidy ~{ploidy} -mv -Ov -o variants.vcf
    awk '!/^#/ { n++ } END { print n + 0 }' variants.vcf > variants.count
  >>>

  output {
    File vcf = "variants.vcf"
    Int count = read_int("variants.count")
  }

  runtime {
    container: image
    cpu: 1
    memory: "1 GiB"
    maxRetries: 1
  }
}
