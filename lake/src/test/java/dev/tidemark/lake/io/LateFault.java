package dev.tidemark.lake.io;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;

/// File operations of which one has its whole effect and then reports a failure, as a network or a dying disk may.
public final class LateFault {
    private LateFault() {}

    /// Operations of which the `at`-th reports a failure that it did not have.
    ///
    /// @param at the operation that changes the disk, from 1
    public static FileOps of(FileOps real, long at) {
        AtomicLong count = new AtomicLong();
        return (FileOps) Proxy.newProxyInstance(
                LateFault.class.getClassLoader(), new Class<?>[] {FileOps.class}, (_, method, arguments) -> {
                    boolean isLate = !method.getName().equals("read") && count.incrementAndGet() == at;
                    try {
                        Object result = method.invoke(real, arguments);
                        if (isLate) {
                            throw new IOException("fault injected after " + method.getName() + " " + arguments[0]);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
