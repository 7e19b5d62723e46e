version 1.2

# What lies in a folder: its files, and its folders with a slash at their ends.
workflow tree {
    input {
        Directory folder
    }

    call look { input: folder }

    output {
        Array[String] names = look.names
    }
}

task look {
    input {
        Directory folder
    }

    command <<<
        cd '~{folder}' && find . -mindepth 1 '(' -type d -exec echo '{}/' ';' ')' -o -print | sort
    >>>

    output {
        Array[String] names = read_lines(stdout())
    }

    requirements {
        container: "localhost/busybox:latest"
    }
}
