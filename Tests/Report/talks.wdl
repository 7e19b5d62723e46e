version 1.1

task talk {
  input {
    Int rounds
  }

  command <<<
    for round in $(seq ~{rounds}); do
      printf '\033[32mround %d\033[0m of <b>many</b>\n' "$round"
      sleep 0.2
    done
    ln -s /etc/hostname leak
    echo told > told
  >>>

  output {
    File told = "told"
  }
}

workflow talks {
  input {
    Int rounds = 3
  }

  call talk {
    input:
      rounds = rounds,
  }

  output {
    File told = talk.told
    String elsewhere = "/etc/hostname"
  }
}
